#include "server/storage/backup.h"

#include <cstdio>

#include "core/base/folder_lock.h"
#include "core/base/format.h"
#include "core/base/log.h"
#include "server/ingest/key_ring.h"
#include "server/program/commands.h"

namespace otk::program {
namespace {

Result<std::string> make(const config::Config& config, const Backup& wish) {
    const Path& database = config.path("server.database");
    const auto facts = OTK_TRY(storage::write_backup(database, wish.file));
    std::string text = format("{}: {} batches, {} responses, read back\n", wish.file.string(),
        facts.batches, facts.responses);
    if (!wish.tells_kiosks) return text;
    OTK_TRY(storage::take_as_backed_up(database, wish.file));
    return text + "kiosks may forget what is in it\n";
}

Result<std::string> put_back(const config::Config& config, const Path& file) {
    const Path& state_folder = config.path("server.state_folder");
    OTK_TRY(make_folder(state_folder, 0700));
    const Descriptor held =
        OTK_TRY(in("the server must be stopped first", lock_folder(state_folder)));
    const auto restored = OTK_TRY(storage::restore_backup(file, config.path("server.database")));
    SystemRandom random;
    OTK_TRY(ingest::begin_incarnation(state_folder, restored.facts.newest_batch, random));
    std::string text = format(
        "restored {} batches, {} responses\n", restored.facts.batches, restored.facts.responses);
    if (!restored.set_aside.empty())
        text += format("the database that was there is now {}\n", restored.set_aside.string());
    return text + "start the server: kiosks send again what is missing\n";
}

bool is_refusal(ErrorKind kind) {
    return kind == ErrorKind::Corrupt || kind == ErrorKind::Unsupported ||
           kind == ErrorKind::NotFound;
}

ExitCode tell(const Result<std::string>& outcome, ExitCode refused) {
    if (outcome) return std::fputs(outcome->c_str(), stdout) < 0 ? ExitCode::Failed : ExitCode::Ok;
    log::error("not done", {{"error", outcome.error()}});
    return refused;
}

}  // namespace

ExitCode back_up(const config::Config& config, const Backup& wish) {
    const auto made = make(config, wish);
    const bool is_taken = !made && made.error().kind == ErrorKind::Conflict;
    return tell(made, is_taken ? ExitCode::Refused : ExitCode::Failed);
}

ExitCode restore(const config::Config& config, const Path& file) {
    const auto done = put_back(config, file);
    return tell(
        done, !done && is_refusal(done.error().kind) ? ExitCode::Refused : ExitCode::Failed);
}

}  // namespace otk::program
