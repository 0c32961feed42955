#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "core/base/clock.h"
#include "core/base/opening.h"
#include "kiosk/model/effect.h"

namespace otk::kiosk::shell {

/// Looks now and then whether the kiosk's place is open. By the wall clock, so that a clock that
/// was set right, or jumps, is believed within half a minute; while the clock is not trusted the
/// place counts as open. Drawing thread.
class OpeningWatch {
  public:
    static constexpr std::int64_t period_ms = 20'000;

    /// Without hours it is always open and nothing is ever due.
    OpeningWatch(
        std::optional<schedule::Hours> hours, schedule::Calendar calendar, const Clock& clock);

    std::optional<model::Closed> closed_now() const;

    model::PlaceHours look_again(std::int64_t now_ms);
    /// When to look again, on the monotonic clock.
    std::int64_t next_ms() const { return m_next_ms; }

  private:
    std::optional<schedule::Hours> m_hours;
    schedule::Calendar m_calendar;
    const Clock& m_clock;
    std::int64_t m_next_ms = std::numeric_limits<std::int64_t>::max();
};

}  // namespace otk::kiosk::shell
