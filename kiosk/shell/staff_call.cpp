#include "kiosk/shell/staff_call.h"

#include <algorithm>

namespace otk::kiosk::shell {

void StaffCall::panel_changed(const look::Panel& panel) {
    m_panel = panel;
    m_finger.reset();
}

bool StaffCall::is_in_corner(float x, float y) const {
    const float side = corner_mm * m_panel.px_per_mm();
    return y < side && x >= static_cast<float>(m_panel.width_px) - side;
}

void StaffCall::down(std::int64_t finger, float x, float y, std::int64_t now_ms) {
    ++m_fingers;
    m_finger.reset();
    if (m_fingers != 1 || !is_in_corner(x, y)) return;
    m_finger = finger;
    m_since_ms = now_ms;
}

void StaffCall::move(std::int64_t finger, float x, float y) {
    if (m_finger == finger && !is_in_corner(x, y)) m_finger.reset();
}

void StaffCall::up(std::int64_t finger) {
    m_fingers = std::max(m_fingers - 1, 0);
    if (m_finger == finger) m_finger.reset();
}

void StaffCall::key_down(focus::KeyRole role, std::int64_t now_ms) {
    const bool was_called = m_holds_back && m_holds_help;
    if (role == focus::KeyRole::Back) m_holds_back = true;
    if (role == focus::KeyRole::Help) m_holds_help = true;
    // A held key repeats its stroke: the first one counts.
    if (m_holds_back && m_holds_help && !was_called) m_keys_since_ms = now_ms;
}

void StaffCall::key_up(focus::KeyRole role) {
    if (role == focus::KeyRole::Back) m_holds_back = false;
    if (role == focus::KeyRole::Help) m_holds_help = false;
    if (!m_holds_back || !m_holds_help) m_keys_since_ms.reset();
}

bool StaffCall::take(std::int64_t now_ms) {
    if (now_ms < next_ms()) return false;
    m_finger.reset();
    m_keys_since_ms.reset();
    return true;
}

std::int64_t StaffCall::next_ms() const {
    const std::int64_t by_finger = m_finger ? m_since_ms + hold_ms : no_deadline;
    const std::int64_t by_keys = m_keys_since_ms ? *m_keys_since_ms + hold_ms : no_deadline;
    return std::min(by_finger, by_keys);
}

}  // namespace otk::kiosk::shell
