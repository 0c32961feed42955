#include "kiosk/evdev/decoder.h"

#include <algorithm>
#include <utility>

#include <linux/input.h>

#include "kiosk/evdev/key_usage.h"

namespace otk::kiosk::evdev {
namespace {

constexpr std::int32_t no_tracking = -1;

}  // namespace

float scaled(std::int32_t value, const Axis& axis) {
    const double steps = static_cast<double>(axis.largest) - axis.least + 1;
    // A device whose axis has no length says nothing of a place.
    if (steps <= 1) return 0.5F;
    const double step =
        std::clamp(value, axis.least, axis.largest) - static_cast<double>(axis.least);
    return static_cast<float>((step + 0.5) / steps);
}

Decoder::Decoder(const Abilities& abilities, int device)
    : m_abilities(abilities),
      m_first_finger(std::int64_t{device} * slots_max),
      m_fingers(abilities.slots ? slots_max : 1) {}

void Decoder::take(
    std::uint16_t type, std::uint16_t code, std::int32_t value, std::vector<Event>& out) {
    if (type == EV_SYN && code == SYN_DROPPED) {
        lose_all(out);
        m_is_lost = true;
    } else if (type == EV_SYN && code == SYN_REPORT) {
        if (!m_is_lost) report(out);
        m_is_lost = false;
    } else if (!m_is_lost && type == EV_ABS) {
        take_axis(code, value);
    } else if (!m_is_lost && type == EV_KEY) {
        take_key(code, value, out);
    }
}

/// Null for a slot that is not followed.
Decoder::Finger* Decoder::finger_of_slot() {
    if (m_slot < 0 || m_slot >= slots_max) return nullptr;
    return &m_fingers[static_cast<std::size_t>(m_slot)];
}

void Decoder::take_axis(std::uint16_t code, std::int32_t value) {
    if (!m_abilities.slots) {
        Finger& finger = m_fingers.front();
        if (code == ABS_X) finger.x = value;
        if (code == ABS_Y) finger.y = value;
        finger.has_moved = finger.has_moved || code == ABS_X || code == ABS_Y;
        return;
    }
    if (code == ABS_MT_SLOT) m_slot = value;
    Finger* const finger = finger_of_slot();
    if (finger == nullptr) return;
    if (code == ABS_MT_TRACKING_ID) finger->is_down = value != no_tracking;
    if (code == ABS_MT_POSITION_X) finger->x = value;
    if (code == ABS_MT_POSITION_Y) finger->y = value;
    finger->has_moved = finger->has_moved || code == ABS_MT_POSITION_X || code == ABS_MT_POSITION_Y;
}

void Decoder::take_key(std::uint16_t code, std::int32_t value, std::vector<Event>& out) {
    const bool is_held = value != 0;
    if (code == BTN_TOUCH || code == BTN_LEFT) {
        // A panel with slots says BTN_TOUCH, too, for programs that know one finger.
        if (m_abilities.pointer && !m_abilities.slots) m_fingers.front().is_down = is_held;
        return;
    }
    const std::optional<int> usage = usage_of(code);
    if (!usage) return;
    if (is_held) {
        m_held.insert(*usage);
    } else {
        m_held.erase(*usage);
    }
    out.emplace_back(Key{*usage, is_held, value == 2, false});
}

void Decoder::report(std::vector<Event>& out) {
    for (std::size_t slot = 0; slot < m_fingers.size(); ++slot)
        report_finger(m_fingers[slot], slot, out);
}

void Decoder::report_finger(Finger& finger, std::size_t slot, std::vector<Event>& out) const {
    const bool has_changed = finger.is_down != finger.was_down;
    if (has_changed || (finger.is_down && finger.has_moved)) {
        using enum Touch::Phase;
        const Axes& axes = m_abilities.slots ? *m_abilities.slots : *m_abilities.pointer;
        out.emplace_back(Touch{has_changed ? (finger.is_down ? Down : Up) : Move,
            m_first_finger + static_cast<std::int64_t>(slot), scaled(finger.x, axes.x),
            scaled(finger.y, axes.y)});
    }
    finger.was_down = finger.is_down;
    finger.has_moved = false;
}

void Decoder::lose_all(std::vector<Event>& out) {
    lose_fingers(out);
    lose_keys(out);
}

void Decoder::lose_keys(std::vector<Event>& out) {
    for (const int usage : std::exchange(m_held, {}))
        out.emplace_back(Key{usage, false, false, true});
}

void Decoder::lose_fingers(std::vector<Event>& out) {
    for (std::size_t slot = 0; slot < m_fingers.size(); ++slot) {
        Finger& finger = m_fingers[slot];
        if (finger.was_down) {
            out.emplace_back(Touch{
                Touch::Phase::Up, m_first_finger + static_cast<std::int64_t>(slot), -1.0F, -1.0F});
        }
        finger = {};
    }
}

}  // namespace otk::kiosk::evdev
