#pragma once

#include <cstdint>

#include "core/base/clock.h"

namespace otk::sync_sim {

/// The world's own time; only the world moves it.
class WorldTime final : public Clock {
  public:
    std::int64_t unix_seconds() const override { return begin_unix_s + m_elapsed_ms / 1000; }
    std::int64_t monotonic_ms() const override { return m_elapsed_ms; }
    bool is_trusted() const override { return true; }
    void advance_ms(std::int64_t milliseconds) { m_elapsed_ms += milliseconds; }

  private:
    static constexpr std::int64_t begin_unix_s = 1'795'219'200;  // 2026-11-21T00:00:00Z
    std::int64_t m_elapsed_ms = 0;
};

/// What a kiosk's machine believes: the wall clock may be wrong and untrusted.
class KioskClock final : public Clock {
  public:
    explicit KioskClock(const WorldTime& world) : m_world(world) {}
    std::int64_t unix_seconds() const override { return m_world.unix_seconds() + m_wrong_s; }
    std::int64_t monotonic_ms() const override { return m_world.monotonic_ms(); }
    bool is_trusted() const override { return m_wrong_s == 0; }
    void go_wrong_by(std::int64_t seconds) { m_wrong_s = seconds; }

  private:
    const WorldTime& m_world;
    std::int64_t m_wrong_s = 0;
};

}  // namespace otk::sync_sim
