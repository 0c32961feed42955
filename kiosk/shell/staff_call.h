#pragma once

#include <cstdint>
#include <limits>
#include <optional>

#include "kiosk/focus/key_role.h"
#include "kiosk/look/panel.h"

namespace otk::kiosk::shell {

/// How staff call: one finger lies in the upper right corner of the panel for three seconds, or the
/// keypad's Back and Help are held together as long. Nothing is drawn there. A finger that leaves
/// the corner, a second one anywhere and a key that is let go undo it. Pure: any monotonic clock in
/// milliseconds. Belongs to one thread.
class StaffCall {
  public:
    static constexpr std::int64_t hold_ms = 3'000;
    static constexpr float corner_mm = 25;
    static constexpr std::int64_t no_deadline = std::numeric_limits<std::int64_t>::max();

    explicit StaffCall(const look::Panel& panel) : m_panel(panel) {}

    void panel_changed(const look::Panel& panel);

    /// Pixels of the panel.
    void down(std::int64_t finger, float x, float y, std::int64_t now_ms);
    void move(std::int64_t finger, float x, float y);
    void up(std::int64_t finger);

    void key_down(focus::KeyRole role, std::int64_t now_ms);
    void key_up(focus::KeyRole role);

    /// True once for each hold that is long enough by now.
    bool take(std::int64_t now_ms);
    /// When take() may become true; no_deadline while nothing is held.
    std::int64_t next_ms() const;

  private:
    bool is_in_corner(float x, float y) const;

    look::Panel m_panel;
    int m_fingers = 0;
    std::optional<std::int64_t> m_finger;
    std::int64_t m_since_ms = 0;
    bool m_holds_back = false;
    bool m_holds_help = false;
    std::optional<std::int64_t> m_keys_since_ms;
};

}  // namespace otk::kiosk::shell
