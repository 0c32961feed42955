// The part of Model that time drives.

#include <algorithm>

#include "kiosk/model/model.h"

namespace otk::kiosk::model {
namespace {

/// Of the rings of undo and idle warning.
constexpr std::int64_t ring_step_ms = 250;
constexpr int faces = 5;

/// Seconds that are left, begun ones counted whole.
int seconds_until(std::int64_t until_ms, std::int64_t now_ms) {
    return static_cast<int>((std::max<std::int64_t>(until_ms - now_ms, 0) + 999) / 1000);
}

/// Steps of a ring that are left, begun ones counted whole.
int ring_steps_until(std::int64_t until_ms, std::int64_t now_ms) {
    const std::int64_t left = std::max<std::int64_t>(until_ms - now_ms, 0);
    return static_cast<int>((left + ring_step_ms - 1) / ring_step_ms);
}

/// The next moment at which ring_steps_until() changes.
std::int64_t next_ring_step_ms(std::int64_t until_ms, std::int64_t now_ms) {
    const std::int64_t left = std::max<std::int64_t>(until_ms - now_ms, 0);
    return left == 0 ? now_ms : until_ms - (left - 1) / ring_step_ms * ring_step_ms;
}

/// The next moment at which seconds_until() changes.
std::int64_t next_second_ms(std::int64_t until_ms, std::int64_t now_ms) {
    const std::int64_t left = std::max<std::int64_t>(until_ms - now_ms, 0);
    return left == 0 ? now_ms : until_ms - (left - 1) / 1000 * 1000;
}

}  // namespace

/// True if leaving the screen alone must change it some day.
bool Model::is_watched_for_idle() const {
    switch (m_state.screen) {
        case Screen::Question:
            return true;
        case Screen::Rate:
            return has_begun() || m_by_keys || m_state.overlay != Overlay::None ||
                   m_state.view != ViewOptions{m_options.language};
        case Screen::OutOfService:
        case Screen::Closed:
            return m_by_keys || m_state.view != ViewOptions{m_options.language};
        case Screen::Thanks:
        case Screen::Staff:
            return false;  // have a time of their own
    }
    return false;
}

/// A screen on which nobody can answer.
bool Model::offers_nothing() const {
    return m_state.screen == Screen::OutOfService || m_state.screen == Screen::Closed;
}

/// Nobody stands here and nothing has begun. Who takes a mark back, or came a moment ago, is not
/// sent away either.
bool Model::may_close() const {
    const bool is_at_rest =
        m_state.screen == Screen::Rate || m_state.screen == Screen::OutOfService;
    return is_at_rest && !is_watched_for_idle() && m_now_ms >= m_touched_ms + idle_warning_ms();
}

std::int64_t Model::idle_warning_ms() const {
    std::int64_t longest = 0;
    for (const std::size_t index : m_visit->shown_questions()) {
        longest = std::max<std::int64_t>(longest, m_form->questions[index].idle_s.value_or(0));
    }
    return longest > 0 ? longest * 1000 : m_options.idle_warning_ms;
}

void Model::tick_toast() {
    if (!m_state.toast || m_toast_kept) return;
    // When its time is over its place stays until the page turns: nothing on a page jumps.
    m_state.toast->left_steps = ring_steps_until(m_toast_until_ms, m_now_ms);
}

void Model::keep_toast(bool kept, std::int64_t now_ms) {
    m_now_ms = now_ms;
    kept = kept && m_state.toast && m_state.toast->left_steps > 0;
    if (m_toast_kept && !kept && m_state.toast) {
        m_toast_until_ms = now_ms + m_state.toast->left_steps * ring_step_ms;
    }
    m_toast_kept = kept;
}

void Model::tick_idle(Effects& effects) {
    if (!is_watched_for_idle()) return;
    if (m_state.overlay == Overlay::Idle) {
        show_idle_left();
        if (m_now_ms >= m_idle_until_ms) reset_for_next_visitor(effects);
        return;
    }
    if (offers_nothing()) {
        // Nobody's answer is at stake: no question, only the defaults after the same time.
        if (m_now_ms >= m_touched_ms + m_options.idle_warning_ms + m_options.idle_reset_ms) {
            m_state.view = ViewOptions{m_options.language};
            see_off();
        }
        return;
    }
    if (m_now_ms < m_touched_ms + idle_warning_ms()) return;
    m_state.overlay = Overlay::Idle;
    // From now and not from when it was due: a machine that slept still shows the whole warning.
    m_idle_until_ms = m_now_ms + m_options.idle_reset_ms;
    show_idle_left();
}

void Model::show_idle_left() {
    m_state.idle_left_s = seconds_until(m_idle_until_ms, m_now_ms);
    m_state.idle_left_steps = ring_steps_until(m_idle_until_ms, m_now_ms);
}

void Model::tick_thanks() {
    if (m_state.screen != Screen::Thanks) return;
    const std::int64_t until = std::max(m_thanks_until_ms, m_touched_ms + m_options.thanks_ms);
    m_thanks_until_ms = until;
    m_state.thanks_left_s = seconds_until(until, m_now_ms);
    if (m_now_ms < until) return;
    see_off();
    begin_next_visit();
}

void Model::tick_breath() {
    m_state.breath.reset();
    const bool may_breathe = m_state.screen == Screen::Rate && m_state.overlay == Overlay::None &&
                             !has_begun() && !m_options.reduced_motion;
    const std::int64_t still_ms = m_now_ms - m_touched_ms;
    if (!may_breathe || still_ms >= rest_after_ms) return;
    const std::int64_t into_ms = still_ms % breath_period_ms - (breath_period_ms - breath_ms);
    if (into_ms < 0) return;
    m_state.breath = State::Breath{static_cast<int>(still_ms / breath_period_ms) % faces,
        static_cast<float>(into_ms) / static_cast<float>(breath_ms)};
}

std::int64_t Model::next_breath_ms() const {
    if (m_state.breath) return m_now_ms + animation_step_ms;
    const std::int64_t still_ms = m_now_ms - m_touched_ms;
    if (m_state.screen != Screen::Rate || m_state.overlay != Overlay::None || has_begun() ||
        m_options.reduced_motion || still_ms >= rest_after_ms) {
        return no_deadline;
    }
    return m_touched_ms + still_ms / breath_period_ms * breath_period_ms + breath_period_ms -
           breath_ms;
}

std::int64_t Model::next_idle_ms() const {
    if (!is_watched_for_idle()) return no_deadline;
    if (m_state.overlay == Overlay::Idle) return next_ring_step_ms(m_idle_until_ms, m_now_ms);
    if (offers_nothing()) {
        return m_touched_ms + m_options.idle_warning_ms + m_options.idle_reset_ms;
    }
    return m_touched_ms + idle_warning_ms();
}

std::int64_t Model::next_deadline_ms() const {
    std::int64_t next = std::min(next_idle_ms(), next_breath_ms());
    if (m_state.toast && m_state.toast->left_steps > 0 && !m_toast_kept) {
        next = std::min(next, next_ring_step_ms(m_toast_until_ms, m_now_ms));
    }
    if (m_state.screen == Screen::Thanks) {
        next = std::min(next, next_second_ms(m_thanks_until_ms, m_now_ms));
    }
    if (m_staff) next = std::min(next, m_staff->next_ms());
    return next;
}

}  // namespace otk::kiosk::model
