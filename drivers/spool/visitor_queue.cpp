#include "drivers/spool/visitor_queue.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::spool {
namespace {

constexpr std::size_t remembered_max = 64;
static_assert(remembered_max > VisitorQueue::waiting_max);

constexpr std::int64_t first_id = std::int64_t{1} << 40;

}  // namespace

VisitorQueue::VisitorQueue(const Clock& clock, Random& random)
    : m_clock(clock),
      // Steps of 2^20: a process never gives so many; below 2^53, which every JSON reader keeps.
      m_last_id(first_id + static_cast<std::int64_t>(random.below(1U << 30U) << 20U)) {}

Result<std::int64_t> VisitorQueue::add(std::string_view order) {
    drop_expired();
    if (slips_waiting() >= static_cast<std::int64_t>(waiting_max)) {
        return fail(ErrorKind::Unavailable, "too many slips wait");
    }
    if (m_entries.size() == remembered_max) {
        // Fewer wait than are remembered, so one that is over is there.
        const auto over = std::find_if(m_entries.begin(), m_entries.end(),
            [](const Entry& entry) { return entry.job.is_over(); });
        OTK_ASSERT(over != m_entries.end());
        m_entries.erase(over);
    }
    Job job;
    job.id = ++m_last_id;
    job.order = order;
    m_entries.push_back({std::move(job), m_clock.monotonic_ms()});
    return m_last_id;
}

std::optional<Job> VisitorQueue::next() {
    drop_expired();
    for (const Entry& entry : m_entries) {
        if (entry.job.state() == JobState::Queued) return entry.job;
    }
    return std::nullopt;
}

void VisitorQueue::begin_slip(std::int64_t job) {
    Entry* found = entry(job);
    OTK_ASSERT(found != nullptr && found->job.state() == JobState::Queued);
    found->job.in_flight = true;
}

void VisitorQueue::end_slip(std::int64_t job, port::Fate fate) {
    Entry* found = entry(job);
    OTK_ASSERT(found != nullptr && found->job.in_flight);
    found->job.in_flight = false;
    found->job.printed = fate == port::Fate::Printed ? 1 : 0;
    found->job.unknown = fate == port::Fate::Unknown ? 1 : 0;
}

void VisitorQueue::fail_job(std::int64_t job) {
    Entry* found = entry(job);
    OTK_ASSERT(found != nullptr && found->job.state() == JobState::Queued);
    found->job.failed = 1;
}

Result<void> VisitorQueue::cancel(std::int64_t job) {
    Entry* found = entry(job);
    if (found == nullptr) return fail(ErrorKind::NotFound, format("job {}", job));
    if (found->job.state() != JobState::Queued)
        return fail(ErrorKind::Conflict, format("job {} is over", job));
    found->job.cancelled = true;
    return {};
}

std::optional<Job> VisitorQueue::find(std::int64_t job) const {
    for (const Entry& entry : m_entries) {
        if (entry.job.id == job) return entry.job;
    }
    return std::nullopt;
}

std::int64_t VisitorQueue::slips_waiting() const {
    return std::count_if(m_entries.begin(), m_entries.end(),
        [](const Entry& entry) { return !entry.job.is_over(); });
}

VisitorQueue::Entry* VisitorQueue::entry(std::int64_t job) {
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
        [job](const Entry& entry) { return entry.job.id == job; });
    return found == m_entries.end() ? nullptr : &*found;
}

void VisitorQueue::drop_expired() {
    const std::int64_t now_ms = m_clock.monotonic_ms();
    for (Entry& entry : m_entries) {
        const bool waits = entry.job.state() == JobState::Queued;
        if (waits && now_ms - entry.since_ms >= wait_ms_max) entry.job.failed = 1;
    }
}

}  // namespace otk::spool
