#include "kiosk/shell/touch_adapter.h"

#include <algorithm>

namespace otk::kiosk::shell {
namespace {

/// The topmost target there: later items lie above earlier ones.
const Item* target_at(const std::vector<Item>& items, float x, float y) {
    const auto found = std::find_if(items.rbegin(), items.rend(),
        [x, y](const Item& item) { return item.intent && item.rect.contains(x, y); });
    return found != items.rend() && found->enabled ? &*found : nullptr;
}

const Item* target_named(const std::vector<Item>& items, const std::string& id) {
    const auto found = std::find_if(items.begin(), items.end(),
        [&id](const Item& item) { return item.id == id && item.intent && item.enabled; });
    return found != items.end() ? &*found : nullptr;
}

Rect grown(const Rect& rect, float by) {
    return {rect.x - by, rect.y - by, rect.width + 2 * by, rect.height + 2 * by};
}

}  // namespace

void TouchAdapter::down(const Finger& finger, const std::vector<Item>& items, std::int64_t now_ms) {
    const bool lost_its_end = lift(finger.id).has_value();
    if (lost_its_end && m_finger == finger.id) m_finger.reset();
    if (m_lying.size() < fingers_max) m_lying.push_back({finger.id, now_ms});
    if (is_taken(now_ms) || is_deaf(now_ms)) return;
    m_finger = finger.id;
    const Item* target = target_at(items, finger.x, finger.y);
    m_pressed = target != nullptr ? target->id : std::string();
}

void TouchAdapter::move(const Finger& finger, const std::vector<Item>& items) {
    if (m_finger != finger.id || m_pressed.empty()) return;
    const Item* target = target_named(items, m_pressed);
    if (target == nullptr || !grown(target->rect, m_slip_px).contains(finger.x, finger.y)) {
        m_pressed.clear();
    }
}

/// Since when the finger lay there; it lies no more.
std::optional<std::int64_t> TouchAdapter::lift(std::int64_t id) {
    const auto found = std::find_if(
        m_lying.begin(), m_lying.end(), [id](const Lying& lying) { return lying.id == id; });
    if (found == m_lying.end()) return std::nullopt;
    const std::int64_t since_ms = found->since_ms;
    m_lying.erase(found);
    return since_ms;
}

bool TouchAdapter::is_taken(std::int64_t now_ms) const {
    if (!m_finger) return false;
    const auto found = std::find_if(m_lying.begin(), m_lying.end(),
        [this](const Lying& lying) { return lying.id == *m_finger; });
    return found == m_lying.end() || now_ms - found->since_ms < lying_ms;
}

TouchAdapter::Lifted TouchAdapter::up(
    const Finger& finger, const std::vector<Item>& items, std::int64_t now_ms) {
    Lifted lifted;
    const bool counts = m_finger == finger.id;
    lifted.intent = released(finger, items);
    if (const std::optional<std::int64_t> since_ms = lift(finger.id)) {
        const misuse::TouchKind kind = !counts         ? misuse::TouchKind::Ignored
                                       : lifted.intent ? misuse::TouchKind::Acted
                                                       : misuse::TouchKind::Missed;
        lifted.touch = misuse::Touch{*since_ms, now_ms, kind};
    }
    return lifted;
}

std::optional<model::Intent> TouchAdapter::released(
    const Finger& finger, const std::vector<Item>& items) {
    if (m_finger != finger.id) return std::nullopt;
    move(finger, items);
    m_finger.reset();
    if (m_pressed.empty()) return std::nullopt;
    const Item* target = target_named(items, m_pressed);
    m_pressed.clear();
    return target != nullptr ? target->intent : std::nullopt;
}

void TouchAdapter::page_turned(std::int64_t now_ms) {
    m_finger.reset();
    m_pressed.clear();
    m_deaf_until_ms = now_ms + deaf_ms;
}

}  // namespace otk::kiosk::shell
