// The part of Kiosk that takes what fingers, keys and the window say.

#include "kiosk/shell/kiosk.h"

#include <SDL.h>

#include "kiosk/screens/screens.h"
#include "kiosk/shell/console_input.h"

namespace otk::kiosk::shell {
namespace {

constexpr std::int64_t mouse_finger = -1;

}  // namespace

void Kiosk::take(const SDL_Event& event) {
    switch (event.type) {
        case SDL_FINGERDOWN:
        case SDL_FINGERMOTION:
        case SDL_FINGERUP:
            take_finger(event);
            break;
        case SDL_MOUSEBUTTONDOWN:
        case SDL_MOUSEMOTION:
        case SDL_MOUSEBUTTONUP:
            if (m_settings.window.windowed && !m_settings.production) take_mouse(event);
            break;
        case SDL_KEYDOWN:
        case SDL_KEYUP:
            take_key(event.key);
            break;
        case SDL_WINDOWEVENT:
            take_window_event(event);
            break;
        case SDL_QUIT:
            // A kiosk in service ends by its service manager only.
            if (!m_settings.production) m_has_ended = true;
            break;
        default:
            break;
    }
    take_letters();
    draw_if_changed();
}

void Kiosk::take_window_event(const SDL_Event& event) {
    switch (event.window.event) {
        case SDL_WINDOWEVENT_EXPOSED:
        case SDL_WINDOWEVENT_SHOWN:
        case SDL_WINDOWEVENT_RESTORED:
            m_window->presenter().forget();
            m_must_draw = true;
            break;
        case SDL_WINDOWEVENT_SIZE_CHANGED:
            m_wardrobe = wardrobe();
            m_page_layouts.forget();
            m_call.panel_changed(m_window->panel());
            m_must_draw = true;
            break;
        default:
            break;
    }
}

void Kiosk::take_finger(const SDL_Event& event) {
    const look::Panel panel = m_window->panel();
    const TouchAdapter::Finger finger{event.tfinger.fingerId,
        event.tfinger.x * static_cast<float>(panel.width_px),
        event.tfinger.y * static_cast<float>(panel.height_px)};
    if (event.type == SDL_FINGERDOWN) finger_down(finger);
    if (event.type == SDL_FINGERMOTION) finger_moves(finger);
    if (event.type == SDL_FINGERUP) finger_up(finger);
}

void Kiosk::take_mouse(const SDL_Event& event) {
    if (event.type == SDL_MOUSEMOTION) {
        finger_moves(
            {mouse_finger, static_cast<float>(event.motion.x), static_cast<float>(event.motion.y)});
        return;
    }
    if (event.button.button != SDL_BUTTON_LEFT || event.button.which == SDL_TOUCH_MOUSEID) return;
    const TouchAdapter::Finger finger{
        mouse_finger, static_cast<float>(event.button.x), static_cast<float>(event.button.y)};
    if (event.type == SDL_MOUSEBUTTONDOWN) finger_down(finger);
    if (event.type == SDL_MOUSEBUTTONUP) finger_up(finger);
}

void Kiosk::finger_down(const TouchAdapter::Finger& finger) {
    const std::int64_t now = m_clock.monotonic_ms();
    m_felt_us = now_us();
    // A finger interrupts what is said, as any key does.
    if (m_speaker && m_model.state().view.listening) m_speaker->hush();
    carry_out(m_model.touched(now));
    m_must_draw = m_must_draw || !m_focus.item().empty();
    m_focus.hide();
    m_call.down(finger.id, finger.x, finger.y, now);
    m_touch.down(finger, m_frame.items, now);
    m_motion.hold(held(), now);
    move_on();
}

void Kiosk::finger_moves(const TouchAdapter::Finger& finger) {
    m_call.move(finger.id, finger.x, finger.y);
    m_touch.move(finger, m_frame.items);
    m_motion.hold(held(), m_clock.monotonic_ms());
    move_on();
}

void Kiosk::finger_up(const TouchAdapter::Finger& finger) {
    const std::int64_t now = m_clock.monotonic_ms();
    m_call.up(finger.id);
    const auto [intent, touch] = m_touch.up(finger, m_frame.items, now);
    if (touch) m_model.felt(*touch);
    if (intent) m_motion.act(now);
    m_motion.hold(held(), now);
    move_on();
    if (intent) act(*intent, now);
}

void Kiosk::act(const model::Intent& intent, std::int64_t now_ms) {
    m_felt_us = now_us();
    const Result<Dressing*> dressing = dressing_of_state();
    const int layout = dressing ? screens::layout_version(m_model.state(), (*dressing)->look()) : 1;
    carry_out(m_model.apply(intent, now_ms, layout));
}

void Kiosk::take_key(const SDL_KeyboardEvent& event) {
    const std::optional<focus::KeyRole> role = m_settings.keys.role_of(event.keysym.scancode);
    if (!role) return;
    const std::int64_t now = m_clock.monotonic_ms();
    if (*role == focus::KeyRole::HeadsetIn || *role == focus::KeyRole::HeadsetOut) {
        if (event.type == SDL_KEYDOWN)
            hear(model::HeadsetChanged{*role == focus::KeyRole::HeadsetIn});
        return;
    }
    const bool has_lost_its_end = is_lost(event);
    // Nobody did that: it keeps no visit open.
    if (!has_lost_its_end) carry_out(m_model.keyed(now));
    if (event.type == SDL_KEYDOWN) {
        m_call.key_down(*role, now);
        key_down(*role, event.repeat != 0 ? focus::Stroke::Repeated : focus::Stroke::First, now);
    } else {
        m_call.key_up(*role);
        if (has_lost_its_end) {
            m_focus.lose(*role);
        } else {
            key_up(*role, now);
        }
    }
    m_motion.hold(held(), now);
    move_on();
}

void Kiosk::key_down(focus::KeyRole role, focus::Stroke stroke, std::int64_t now_ms) {
    if (!m_touch.pressed().empty()) return;  // the finger came first
    if (role == focus::KeyRole::Louder) return change_volume("+1", now_ms);
    if (role == focus::KeyRole::Quieter) return change_volume("-1", now_ms);
    m_felt_us = now_us();
    if (m_speaker && stroke == focus::Stroke::First) m_speaker->hush();
    m_focus.down(role, stroke, m_frame.items, now_ms);
    if (role == focus::KeyRole::Help && stroke == focus::Stroke::First) ask_for_speech(now_ms);
    m_must_draw = true;
}

void Kiosk::key_up(focus::KeyRole role, std::int64_t now_ms) {
    const std::optional<focus::Focus::Struck> struck = m_focus.up(role, m_frame.items);
    if (!struck) return;
    m_model.felt({struck->since_ms, now_ms, misuse::TouchKind::Acted});
    m_motion.act(now_ms);
    act(struck->intent, now_ms);
}

/// From the next phrase on.
void Kiosk::change_volume(const char* by, std::int64_t now_ms) {
    carry_out(m_model.apply({.kind = model::IntentKind::Volume, .value = by}, now_ms));
}

void Kiosk::ask_for_speech(std::int64_t now_ms) {
    m_narrator.repeat();
    if (m_model.state().view.listening) return;
    carry_out(m_model.apply({.kind = model::IntentKind::Listen, .value = {}}, now_ms));
}

/// What is held down, by a finger or else by a key.
const std::string& Kiosk::held() const {
    return m_touch.pressed().empty() ? m_focus.pressed() : m_touch.pressed();
}

}  // namespace otk::kiosk::shell
