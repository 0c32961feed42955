#include "kiosk/focus/focus.h"

#include <utility>

#include "core/base/assert.h"
#include "kiosk/focus/stops.h"

namespace otk::kiosk::focus {

void Focus::stand_on(const Item* item) {
    m_item = item != nullptr ? item->id : std::string();
    m_place = item != nullptr ? item->rect : Rect();
}

void Focus::down(KeyRole role, Stroke stroke, const std::vector<Item>& items, std::int64_t now_ms) {
    if (stroke == Stroke::First) m_pressed.clear();
    if (!std::exchange(m_is_shown, true)) {
        return stand_on(role == KeyRole::Previous ? last_stop(items) : first_stop(items));
    }
    switch (role) {
        case KeyRole::Previous:
        case KeyRole::Next:
        case KeyRole::Above:
        case KeyRole::Below:
            return move(role, items);
        case KeyRole::Activate:
            if (stroke == Stroke::First) press(role, stop_named(items, m_item), now_ms);
            return;
        case KeyRole::Back:
            if (stroke == Stroke::Repeated) return;
            if (const Item* const back = way_back(items)) return press(role, back, now_ms);
            return stand_on(first_stop(items));
        case KeyRole::Help:
        case KeyRole::Louder:
        case KeyRole::Quieter:
        case KeyRole::HeadsetIn:
        case KeyRole::HeadsetOut:
            return;
    }
    OTK_UNREACHABLE();
}

void Focus::move(KeyRole role, const std::vector<Item>& items) {
    const Item* const to = role == KeyRole::Previous ? stop_before(items, m_item)
                           : role == KeyRole::Next   ? stop_after(items, m_item)
                           : role == KeyRole::Above  ? stop_above(items, m_item)
                                                     : stop_below(items, m_item);
    if (to != nullptr) stand_on(to);
}

void Focus::press(KeyRole role, const Item* item, std::int64_t now_ms) {
    if (item == nullptr || now_ms < m_deaf_until_ms) return;
    stand_on(item);
    m_pressed = item->id;
    m_pressed_by = role;
    m_pressed_ms = now_ms;
}

std::optional<Focus::Struck> Focus::up(KeyRole role, const std::vector<Item>& items) {
    if (m_pressed.empty() || role != m_pressed_by) return std::nullopt;
    const Item* const item = stop_named(items, std::exchange(m_pressed, {}));
    if (item == nullptr) return std::nullopt;
    return Struck{*item->intent, m_pressed_ms};
}

void Focus::lose(KeyRole role) {
    if (role == m_pressed_by) m_pressed.clear();
}

void Focus::hide() {
    m_is_shown = false;
    m_item.clear();
    m_before_dialog.clear();
    m_pressed.clear();
}

void Focus::page_turned(std::int64_t deaf_until_ms) {
    m_has_turned = true;
    m_pressed.clear();
    m_deaf_until_ms = deaf_until_ms;
}

void Focus::settle(const std::vector<Item>& items) {
    const bool was_in_dialog = std::exchange(m_is_in_dialog, has_dialog(items));
    const bool has_turned = std::exchange(m_has_turned, false);
    if (!m_is_shown) return;
    const Item* const same = stop_named(items, m_item);
    if (m_is_in_dialog && !was_in_dialog) {
        m_before_dialog = m_item;
        return stand_on(first_stop(items));
    }
    if (!m_is_in_dialog && was_in_dialog) {
        const Item* const before = stop_named(items, std::exchange(m_before_dialog, {}));
        return stand_on(before != nullptr ? before : first_stop(items));
    }
    if (has_turned) {
        return stand_on(same != nullptr && is_view_key(*same) ? same : first_stop(items));
    }
    stand_on(same != nullptr ? same : stop_near(items, m_place));
}

}  // namespace otk::kiosk::focus
