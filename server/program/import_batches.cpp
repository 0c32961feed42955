#include <cstdio>

#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/log.h"
#include "core/base/stick_file.h"
#include "server/ingest/ingest.h"
#include "server/program/commands.h"
#include "server/program/store.h"

namespace otk::program {
namespace {

constexpr std::string_view batch_suffix = ".batch";
constexpr std::string_view void_suffix = ".void";

struct Imported {
    ingest::IngestCounters counters;
    std::size_t refused = 0;  ///< files; each was named in the log
};

/// What the kiosk gets back lies beside its batch.
Result<void> take(ingest::Ingest& ingest, const Path& batch) {
    const Bytes body = OTK_TRY(read_file(batch, wire::batch_bytes_max));
    const Bytes reply = OTK_TRY(ingest.receive(body));
    Path receipt = batch;
    receipt.replace_extension(".receipt");
    return write_to_stick(receipt, reply);
}

bool is_refusal(ErrorKind kind) {
    return kind == ErrorKind::InvalidInput || kind == ErrorKind::Unsupported ||
           kind == ErrorKind::NotFound || kind == ErrorKind::Permission ||
           kind == ErrorKind::Corrupt;
}

Result<Imported> import_all(const config::Config& config, const Path& folder) {
    std::vector<std::string> files = OTK_TRY(list_files(folder, batch_suffix));
    const auto voids = OTK_TRY(list_files(folder, void_suffix));
    files.insert(files.end(), voids.begin(), voids.end());
    auto storage = OTK_TRY(open_store(config));
    OTK_TRY(take_bundle(config, *storage));
    SystemRandom random;
    const SystemClock clock;
    const Path& state_folder = config.path("server.state_folder");
    const ingest::KeyRing keys = OTK_TRY(ingest::KeyRing::open(state_folder, random));
    const std::int64_t newest = OTK_TRY(storage->newest_batch());
    const auto incarnation = OTK_TRY(ingest::open_incarnation(state_folder, newest, random));
    ingest::Ingest ingest(*storage, keys, incarnation, clock);
    Imported imported;
    for (const std::string& file : files) {
        const auto taken = take(ingest, folder / file);
        if (taken) continue;
        if (!is_refusal(taken.error().kind)) return tl::make_unexpected(taken.error());
        log::warning("not taken", {{"file", log::Shown{file}}, {"why", taken.error()}});
        ++imported.refused;
    }
    imported.counters = ingest.counters();
    return imported;
}

}  // namespace

ExitCode import_batches(const config::Config& config, const Path& folder) {
    const auto imported = import_all(config, folder);
    if (!imported) {
        log::error("not done", {{"error", imported.error()}});
        return imported.error().kind == ErrorKind::NotFound ? ExitCode::Refused : ExitCode::Failed;
    }
    const ingest::IngestCounters& counters = imported->counters;
    const std::string text = format(
        "{} batches: {} responses counted, {} parked, {} held already; {} batches came before, {} "
        "files refused\n",
        counters.batches, counters.counted, counters.parked, counters.already_held,
        counters.repeated, imported->refused);
    if (std::fputs(text.c_str(), stdout) < 0) return ExitCode::Failed;
    return imported->refused > 0 ? ExitCode::Refused : ExitCode::Ok;
}

}  // namespace otk::program
