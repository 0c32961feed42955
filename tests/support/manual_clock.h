#pragma once

#include "core/base/clock.h"

namespace otk::test {

/// A clock that moves only when a test moves it.
class ManualClock final : public Clock {
  public:
    explicit ManualClock(std::int64_t unix_seconds = 1'795'300'000) : m_unix_seconds(unix_seconds) {}

    std::int64_t unix_seconds() const override { return m_unix_seconds; }
    std::int64_t monotonic_ms() const override { return m_monotonic_ms; }
    bool is_trusted() const override { return m_trusted; }

    /// Both clocks go forward.
    void advance_ms(std::int64_t milliseconds);
    /// Only the wall clock jumps, as NTP makes it.
    void jump_to(std::int64_t unix_seconds) { m_unix_seconds = unix_seconds; }
    void set_trusted(bool trusted) { m_trusted = trusted; }

  private:
    std::int64_t m_unix_seconds;
    std::int64_t m_monotonic_ms = 0;
    std::int64_t m_remainder_ms = 0;
    bool m_trusted = true;
};

}  // namespace otk::test
