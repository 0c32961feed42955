#pragma once

#include <deque>
#include <optional>
#include <vector>

#include "core/base/clock.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "drivers/port/port.h"
#include "drivers/spool/job.h"

namespace otk::spool {

/// The slips of visitors: in memory only, for at most a minute. Written down, their time would tell
/// the visit; printed later, they are litter. A job's fate is remembered for the last 64. One
/// thread.
class VisitorQueue {
  public:
    static constexpr std::size_t waiting_max = 16;
    static constexpr std::int64_t wait_ms_max = 60'000;

    /// Ids start at a random number far above the staff's, so that an id from before a restart
    /// names nothing.
    VisitorQueue(const Clock& clock, Random& random);

    /// Unavailable when too many wait.
    Result<std::int64_t> add(std::string_view order);

    /// The oldest that waits; those that waited too long have failed.
    std::optional<Job> next();
    void begin_slip(std::int64_t job);
    /// NotStarted puts it back in its place.
    void end_slip(std::int64_t job, port::Fate fate);
    void fail_job(std::int64_t job);
    /// NotFound for an unknown job, Conflict for one that left or is over.
    Result<void> cancel(std::int64_t job);

    std::optional<Job> find(std::int64_t job) const;
    /// Those that wait or are in flight.
    std::int64_t slips_waiting() const;

  private:
    struct Entry {
        Job job;
        std::int64_t since_ms;
    };

    Entry* entry(std::int64_t job);
    void drop_expired();

    const Clock& m_clock;
    std::int64_t m_last_id;
    std::deque<Entry> m_entries;  ///< oldest first; those that are over stay for who asks
};

}  // namespace otk::spool
