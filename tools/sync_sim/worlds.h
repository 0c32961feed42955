#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "tools/sync_sim/world.h"

namespace otk::sync_sim {

struct Run {
    std::uint64_t seed = 1;
    std::int64_t hours = 24;          ///< together
    std::int64_t world_hours = 3000;  ///< of one world at most
    int kiosks = 3;                   ///< of one world
    int threads = 1;
    Mutation mutation = Mutation::None;
    Path folder;  ///< empty; best in memory
};

/// A world of a run. Alone it lives the same life: of this seed, with these hours.
struct WorldOfRun {
    std::uint64_t seed = 0;
    std::int64_t hours = 0;
};

/// The hours shared out evenly; the first world has the run's own seed, the others' follow from it.
std::vector<WorldOfRun> worlds_of(const Run& run);

/// All of them, each on one thread, as many at a time as there are threads; what becomes of each
/// does not depend on their number. In the order of worlds_of. An error is trouble that no fault
/// explains. Once in the process's life, before it opens a database.
std::vector<Result<Outcome>> live_all(const Run& run);

}  // namespace otk::sync_sim
