#include "core/outbox/freeze.h"

#include "core/base/local_day.h"

namespace otk::outbox {

bool FreezeClock::is_reached(
    std::optional<std::int64_t>& at_ms, std::int64_t wait_ms, std::int64_t delay_ms_max) {
    const std::int64_t now_ms = m_clock->monotonic_ms();
    if (!at_ms) {
        const auto delay = m_random->below(static_cast<std::uint64_t>(delay_ms_max));
        at_ms = now_ms + wait_ms + static_cast<std::int64_t>(delay);
    }
    return now_ms >= *at_ms;
}

std::optional<std::vector<std::string>> FreezeClock::due(
    const std::map<std::string, std::size_t>& closed_buckets) {
    std::size_t rows = 0;
    std::vector<std::string> all;
    for (const auto& [bucket, count] : closed_buckets) {
        rows += count;
        all.push_back(bucket);
    }
    std::erase_if(m_ended_at_ms,
        [&](const auto& waiting) { return !closed_buckets.contains(waiting.first); });
    if (rows < rows_together_min) m_full_at_ms.reset();
    if (rows == 0) return std::nullopt;
    if (m_mode == Freeze::AtOnce) return all;
    if (rows >= rows_together_min && is_reached(m_full_at_ms, 0, full_delay_ms_max)) return all;

    const std::string today = to_text(day_of(m_clock->unix_seconds()));
    std::vector<std::string> ended;
    for (const std::string& bucket : all) {
        if (bucket == today) continue;
        const std::int64_t wait_ms = bucket.empty() ? unknown_bucket_ms : 0;
        if (is_reached(m_ended_at_ms[bucket], wait_ms, ended_delay_ms_max)) ended.push_back(bucket);
    }
    if (ended.empty()) return std::nullopt;
    return ended;
}

}  // namespace otk::outbox
