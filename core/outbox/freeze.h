#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/random.h"

namespace otk::outbox {

/// When closed rows are frozen into batches.
enum class Freeze {
    Batched,  ///< at least rows_together_min, or their bucket has ended; each plus a random delay
    AtOnce,   ///< each closed row alone, for the demo: the time of a visit can then be seen
};

/// So many rows hide each other.
constexpr std::size_t rows_together_min = 20;
/// The delay hides which visit was the twentieth.
constexpr std::int64_t full_delay_ms_max = std::int64_t{10} * 60 * 1000;
/// After midnight not every kiosk at once.
constexpr std::int64_t ended_delay_ms_max = std::int64_t{60} * 60 * 1000;
/// Rows of an untrusted clock have no bucket that could end: they wait so long at least.
constexpr std::int64_t unknown_bucket_ms = std::int64_t{24} * 60 * 60 * 1000;

/// Decides which closed rows are to be frozen now. Its waiting times live in memory: a restart draws
/// them anew. One thread.
class FreezeClock {
  public:
    FreezeClock(Freeze mode, const Clock& clock, Random& random)
        : m_mode(mode), m_clock(&clock), m_random(&random) {}

    /// The buckets whose rows are due (never an empty list), given the closed rows of each bucket.
    std::optional<std::vector<std::string>> due(
        const std::map<std::string, std::size_t>& closed_buckets);

  private:
    bool is_reached(std::optional<std::int64_t>& at_ms, std::int64_t wait_ms, std::int64_t delay_ms_max);

    Freeze m_mode;
    const Clock* m_clock;
    Random* m_random;
    std::optional<std::int64_t> m_full_at_ms;
    std::map<std::string, std::optional<std::int64_t>> m_ended_at_ms;
};

}  // namespace otk::outbox
