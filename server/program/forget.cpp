#include <algorithm>

#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/local_day.h"
#include "server/program/commands.h"
#include "server/program/last_word.h"
#include "server/program/store.h"

namespace otk::program {
namespace {

/// The day typed, or what the profile says; never later than today, so that a slip of the finger
/// does not empty the server.
Result<std::string> kept_from(std::string_view option, const std::string& typed,
    const Result<Day>& by_profile, const Day& today) {
    if (typed.empty()) return to_text(OTK_TRY(by_profile));
    const Day day = OTK_TRY(in(option, parse_day(typed)));
    if (today < day)
        return fail(ErrorKind::InvalidInput, format("{}: the day is still to come", option));
    return to_text(day);
}

Result<std::string> erase(const config::Config& config, const Forget& wish) {
    auto storage = OTK_TRY(open_store(config));
    const auto bundle = OTK_TRY(take_bundle(config, *storage));
    const SystemClock clock;
    const Day today = day_of(clock.unix_seconds());
    const Result<Day> by_profile = first_kept_day(*storage, today, retention_months(bundle));
    storage::Horizon horizon;
    horizon.responses = OTK_TRY(kept_from("--before", wish.before, by_profile, today));
    horizon.texts = OTK_TRY(kept_from("--texts-before", wish.texts_before, by_profile, today));
    // A free text belongs to a response: it is never kept longer.
    horizon.texts = std::max(horizon.texts, horizon.responses);
    storage::Erased erased;
    const auto work = [&]() -> Result<void> {
        erased = OTK_TRY(storage->forget(horizon));
        return {};
    };
    OTK_TRY(in("forget", storage->in_transaction(work)));
    std::string text = format(
        "erased {} responses and {} parked rows from before {}, {} free texts from before {}\n"
        "figures stay\n",
        erased.responses, erased.parked, horizon.responses, erased.texts, horizon.texts);
    const auto settled = storage->settle();
    if (!settled)
        text +=
            "the running server still reads: the log of the database goes with its next reset\n";
    return text;
}

}  // namespace

ExitCode forget(const config::Config& config, const Forget& wish) {
    return last_word(erase(config, wish));
}

}  // namespace otk::program
