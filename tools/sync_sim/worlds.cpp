#include "tools/sync_sim/worlds.h"

#include <algorithm>
#include <atomic>
#include <optional>
#include <thread>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/random.h"
#include "tools/sync_sim/memory_files.h"

namespace otk::sync_sim {
namespace {

/// Short enough to be typed.
constexpr std::uint64_t seeds = 1'000'000'000'000;

Result<Outcome> live(const Run& run, const WorldOfRun& one, std::size_t number) {
    const Path folder = run.folder / format("world-{}", number);
    OTK_TRY(make_folder(folder));
    Result<Outcome> outcome = World({.seed = one.seed,
                                        .hours = one.hours,
                                        .kiosks = run.kiosks,
                                        .mutation = run.mutation,
                                        .folder = folder})
                                  .live();
    std::error_code problem;
    std::filesystem::remove_all(folder, problem);
    if (problem) return fail(ErrorKind::Io, format("remove {}", folder.string()));
    return outcome;
}

}  // namespace

std::vector<WorldOfRun> worlds_of(const Run& run) {
    OTK_ASSERT(run.hours > 0 && run.world_hours > 0);
    const std::int64_t count = (run.hours + run.world_hours - 1) / run.world_hours;
    SeededRandom random(run.seed);
    std::vector<WorldOfRun> worlds;
    for (std::int64_t index = 0; index < count; ++index) {
        const std::int64_t hours = run.hours / count + (index < run.hours % count ? 1 : 0);
        worlds.push_back({index == 0 ? run.seed : random.below(seeds), hours});
    }
    return worlds;
}

std::vector<Result<Outcome>> live_all(const Run& run) {
    keep_files_in_memory();
    const std::vector<WorldOfRun> worlds = worlds_of(run);
    std::vector<std::optional<Result<Outcome>>> outcomes(worlds.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t index = next++; index < worlds.size(); index = next++)
            outcomes[index].emplace(live(run, worlds[index], index));
    };
    {
        std::vector<std::jthread> helpers;
        const auto wanted = std::min(static_cast<std::size_t>(run.threads), worlds.size());
        while (helpers.size() + 1 < wanted)
            helpers.emplace_back(work);
        work();
    }
    std::vector<Result<Outcome>> all;
    all.reserve(outcomes.size());
    for (std::optional<Result<Outcome>>& outcome : outcomes)
        all.push_back(std::move(*outcome));
    return all;
}

}  // namespace otk::sync_sim
