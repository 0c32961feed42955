#include <cstdio>

#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/log.h"
#include "server/ingest/ingest.h"
#include "server/program/commands.h"
#include "server/program/store.h"

namespace otk::program {
namespace {

Result<std::string> retry(const config::Config& config) {
    auto storage = OTK_TRY(open_store(config));
    OTK_TRY(take_bundle(config, *storage));
    SystemRandom random;
    const SystemClock clock;
    const ingest::KeyRing keys =
        OTK_TRY(ingest::KeyRing::open(config.path("server.state_folder"), random));
    // No reply is signed here, so the incarnation is not asked for.
    ingest::Ingest ingest(*storage, keys, wire::Incarnation{}, clock);
    const auto outcome = OTK_TRY(ingest.retry_parked());
    std::string text =
        format("counted {}, still parked {}\n", outcome.counted, outcome.still_parked);
    const auto left = OTK_TRY(storage->parked_counts());
    for (const storage::ParkedCount& count : left) {
        text += format("  {} {}: {}\n", count.reason, count.detail, count.rows);
    }
    return text;
}

Result<std::string> count_anew(const config::Config& config) {
    auto storage = OTK_TRY(open_store(config));
    const std::int64_t responses = OTK_TRY(ingest::rebuild_roll_ups(*storage));
    return format("counted {} responses anew\n", responses);
}

ExitCode tell(const Result<std::string>& outcome) {
    if (!outcome) {
        log::error("not done", {{"error", outcome.error()}});
        return ExitCode::Failed;
    }
    return std::fputs(outcome->c_str(), stdout) < 0 ? ExitCode::Failed : ExitCode::Ok;
}

}  // namespace

ExitCode retry_parked(const config::Config& config) {
    return tell(retry(config));
}

ExitCode rebuild(const config::Config& config) {
    return tell(count_anew(config));
}

}  // namespace otk::program
