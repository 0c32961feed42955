#pragma once

#include <cstdint>
#include <limits>

#include "kiosk/widgets/frame.h"

struct ImDrawList;

namespace otk::kiosk::shell {

/// By how much the whole picture stands off its place, in pixels.
struct Shift {
    int right = 0;
    int down = 0;

    friend bool operator==(const Shift&, const Shift&) = default;
};

/// Moves the picture a few pixels now and then, so that no edge of it burns into a panel that shows
/// the first screen all day. Only while nobody is there: a visit begins and ends where the picture
/// stood, for a target must not move under a finger. Pure; time is any monotonic clock in
/// milliseconds. Belongs to one thread.
class BurnInShift {
  public:
    /// Eight places around the middle and the middle, each for three minutes: an edge two pixels
    /// wide leaves every pixel that it covered within half an hour.
    static constexpr std::int64_t every_ms = 180'000;
    static constexpr int furthest_px = 2;
    static constexpr std::int64_t no_deadline = std::numeric_limits<std::int64_t>::max();

    explicit BurnInShift(std::int64_t now_ms) : m_next_ms(now_ms + every_ms) {}

    /// True if the picture has to be drawn at another place. `is_at_rest`: nobody has begun
    /// anything.
    bool step(bool is_at_rest, std::int64_t now_ms);
    /// When step() has something to do next; no_deadline within a visit.
    std::int64_t next_ms(bool is_at_rest) const { return is_at_rest ? m_next_ms : no_deadline; }
    const Shift& shift() const { return m_shift; }

  private:
    std::int64_t m_next_ms;
    std::size_t m_place = 0;
    Shift m_shift;
};

/// Moves what was drawn, and with it what a finger can hit. What reaches an edge of the panel still
/// reaches it, so that no strip stays bare; nothing is cut off that lies further inside than the
/// shift.
void move_by(const Shift& shift, Frame& frame, float panel_width, float panel_height);

}  // namespace otk::kiosk::shell
