#pragma once

#include <cstdint>

namespace otk {

/// Where time comes from; tests bring their own. Any thread may call it.
class Clock {
  public:
    Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;
    virtual ~Clock() = default;

    /// Seconds since 1970-01-01T00:00:00Z, as the machine believes.
    virtual std::int64_t unix_seconds() const = 0;

    /// Milliseconds since some moment; never goes back. For intervals and timers.
    virtual std::int64_t monotonic_ms() const = 0;

    /// True if the wall clock was set by a time service since boot; an answer taken without trust
    /// carries an empty day bucket.
    virtual bool is_trusted() const = 0;
};

/// The machine's clocks. Trust is the kernel's: adjtimex(2) without STA_UNSYNC.
class SystemClock final : public Clock {
  public:
    std::int64_t unix_seconds() const override;
    std::int64_t monotonic_ms() const override;
    bool is_trusted() const override;
};

}  // namespace otk
