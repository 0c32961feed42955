#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "core/base/file.h"
#include "drivers/port/port.h"
#include "drivers/spool/job.h"

namespace otk::spool {

/// The jobs of staff, in SQLite: they outlive a restart and go on where they stopped. Before a slip
/// is given to the port it is marked as in flight, durably; so whatever kills us, a slip is given
/// at most once, and one whose fate was not written down is counted as unknown at the next open.
/// Errors are those of core/database; after one nothing has changed. One thread.
class StaffSpool {
  public:
    static constexpr int copies_max = 500;
    static constexpr int jobs_open_max = 10'000;

    static Result<StaffSpool> open(const Path& file);

    StaffSpool(StaffSpool&&) noexcept;
    StaffSpool& operator=(StaffSpool&&) noexcept;
    ~StaffSpool();

    /// The new job's id. Unavailable when too many jobs are open. `copies` is from 1 to copies_max.
    Result<std::int64_t> add(std::string_view order, int copies);

    /// The oldest job with a slip to print that is neither paused nor cancelled.
    Result<std::optional<Job>> next();
    /// Durable before it returns: the next slip of this job is about to leave.
    Result<void> begin_slip(std::int64_t job);
    /// What became of it. NotStarted puts it back: it is printed again. May be repeated after an
    /// error.
    Result<void> end_slip(std::int64_t job, port::Fate fate);
    /// The rest of the job cannot be printed (its template is gone, say).
    Result<void> fail_rest(std::int64_t job);

    /// Each is NotFound for an unknown job and Conflict for one that is over.
    Result<void> cancel(std::int64_t job);
    Result<void> set_paused(std::int64_t job, bool paused);

    Result<std::optional<Job>> find(std::int64_t job);
    /// The newest first.
    Result<std::vector<Job>> last(int count);
    /// Slips that wait or are in flight.
    Result<std::int64_t> slips_waiting();

  private:
    struct Store;
    explicit StaffSpool(std::unique_ptr<Store> store);

    std::unique_ptr<Store> m_store;
};

}  // namespace otk::spool
