#include "kiosk/shell/opening_watch.h"

#include <utility>

#include "core/base/local_day.h"

namespace otk::kiosk::shell {

OpeningWatch::OpeningWatch(
    std::optional<schedule::Hours> hours, schedule::Calendar calendar, const Clock& clock)
    : m_hours(hours), m_calendar(std::move(calendar)), m_clock(clock) {
    if (m_hours) m_next_ms = m_clock.monotonic_ms() + period_ms;
}

std::optional<model::Closed> OpeningWatch::closed_now() const {
    if (!m_hours || !m_clock.is_trusted()) return std::nullopt;
    const std::int64_t now = m_clock.unix_seconds();
    const Day today = day_of(now);
    const schedule::Opening found =
        schedule::opening(today, minute_of_day(now), *m_hours, m_calendar);
    if (found.is_open) return std::nullopt;
    return model::Closed{today, found.next};
}

model::PlaceHours OpeningWatch::look_again(std::int64_t now_ms) {
    if (m_hours) m_next_ms = now_ms + period_ms;
    return {closed_now()};
}

}  // namespace otk::kiosk::shell
