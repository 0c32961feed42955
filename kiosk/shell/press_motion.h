#pragma once

#include <cstdint>
#include <limits>
#include <string>

#include "kiosk/widgets/frame.h"

namespace otk::kiosk::shell {

/// How a press looks in time: what is held sinks, what is let go rises, a tick draws itself. The
/// press's colours come with the next frame and wait for nothing. Pure: knows neither SDL nor the
/// clock; time is any monotonic clock in milliseconds. Belongs to one thread.
class PressMotion {
  public:
    static constexpr std::int64_t sink_ms = 80;
    static constexpr std::int64_t rise_ms = 120;
    static constexpr std::int64_t tick_ms = 160;
    /// From one frame to the next while something moves.
    static constexpr std::int64_t frame_ms = 16;
    static constexpr std::int64_t no_deadline = std::numeric_limits<std::int64_t>::max();

    /// `reduced`: colours and ticks change at once, nothing changes its size.
    explicit PressMotion(bool reduced = false) : m_reduced(reduced) {}

    /// The item under the finger that counts (empty: none), as it is now.
    void hold(const std::string& id, std::int64_t now_ms);
    /// The held item was let go and acted: if it has a tick now, that is drawn anew.
    void act(std::int64_t now_ms);
    /// Another page: nothing of the old one moves on.
    void cut();

    /// Brings interaction() to that moment; true if it changed.
    bool step(std::int64_t now_ms);
    const Interaction& interaction() const { return m_shown; }
    /// When step() has something to do next; no_deadline at rest.
    std::int64_t next_ms() const;

  private:
    Interaction at(std::int64_t now_ms) const;
    float depth_at(std::int64_t now_ms) const;
    std::int64_t length_ms() const;

    bool m_reduced;
    std::string m_held;
    std::string m_let_go;
    float m_depth_at_turn = 0;  ///< how deep it was when the finger came or went
    std::int64_t m_turned_ms = 0;
    bool m_has_acted = false;
    bool m_moves = false;
    std::int64_t m_stepped_ms = 0;
    Interaction m_shown;
};

/// The design's curve of all movements: cubic Bézier (0.2, 0, 0, 1), from 0 to 1.
float eased(float part);

}  // namespace otk::kiosk::shell
