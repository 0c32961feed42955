#include "kiosk/shell/press_motion.h"

#include <algorithm>
#include <utility>

namespace otk::kiosk::shell {
namespace {

float part_of(std::int64_t since_ms, std::int64_t whole_ms) {
    return std::clamp(static_cast<float>(since_ms) / static_cast<float>(whole_ms), 0.0F, 1.0F);
}

/// One coordinate of a Bézier curve from 0 to 1 with these two control points.
float bezier(float one, float two, float t) {
    const float rest = 1 - t;
    return 3 * rest * rest * t * one + 3 * rest * t * t * two + t * t * t;
}

}  // namespace

float eased(float part) {
    if (part <= 0) return 0;
    if (part >= 1) return 1;
    float low = 0;
    float high = 1;
    // The curve's time grows with t: twelve halvings are exact to less than a pixel.
    for (int halving = 0; halving < 12; ++halving) {
        const float middle = (low + high) / 2;
        (bezier(0.2F, 0, middle) < part ? low : high) = middle;
    }
    return bezier(0, 1, (low + high) / 2);
}

void PressMotion::hold(const std::string& id, std::int64_t now_ms) {
    if (id == m_held) return;
    // Pressed again before it has risen, an item sinks from where it is; another one from its rest.
    const bool is_new = !id.empty() && id != m_let_go;
    m_depth_at_turn = is_new ? 0 : depth_at(now_ms);
    m_let_go = id.empty() ? m_held : std::string();
    m_held = id;
    m_turned_ms = now_ms;
    m_has_acted = false;
    m_moves = true;
}

void PressMotion::act(std::int64_t now_ms) {
    hold({}, now_ms);
    m_has_acted = !m_let_go.empty();
}

void PressMotion::cut() {
    m_held.clear();
    m_let_go.clear();
    m_moves = true;
}

/// How long what moves now takes.
std::int64_t PressMotion::length_ms() const {
    if (m_reduced || (m_held.empty() && m_let_go.empty())) return 0;
    if (!m_held.empty()) return sink_ms;
    return m_has_acted ? std::max(rise_ms, tick_ms) : rise_ms;
}

float PressMotion::depth_at(std::int64_t now_ms) const {
    if (m_reduced) return 0;
    const std::int64_t since_ms = now_ms - m_turned_ms;
    if (!m_held.empty()) {
        return m_depth_at_turn + (1 - m_depth_at_turn) * eased(part_of(since_ms, sink_ms));
    }
    return m_let_go.empty() ? 0 : m_depth_at_turn * (1 - eased(part_of(since_ms, rise_ms)));
}

Interaction PressMotion::at(std::int64_t now_ms) const {
    if (!m_held.empty()) return {.pressed = m_held, .let_go = {}, .depth = depth_at(now_ms)};
    const std::int64_t since_ms = now_ms - m_turned_ms;
    if (m_let_go.empty() || since_ms >= length_ms()) return {};
    return {.pressed = {},
        .let_go = m_let_go,
        .depth = depth_at(now_ms),
        .tick = m_has_acted ? eased(part_of(since_ms, tick_ms)) : 1};
}

bool PressMotion::step(std::int64_t now_ms) {
    if (!m_moves) return false;
    m_stepped_ms = now_ms;
    m_moves = now_ms - m_turned_ms < length_ms();
    Interaction now = at(now_ms);
    if (now == m_shown) return false;
    m_shown = std::move(now);
    return true;
}

std::int64_t PressMotion::next_ms() const {
    return m_moves ? m_stepped_ms + frame_ms : no_deadline;
}

}  // namespace otk::kiosk::shell
