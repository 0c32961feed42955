// The part of Model that staff's mode touches: its begin, its end, and what is handed on to it.

#include "kiosk/model/model.h"

namespace otk::kiosk::model {

Effects Model::enter_staff(std::int64_t now_ms) {
    if (m_staff) return {};
    m_now_ms = now_ms;
    m_touched_ms = now_ms;
    Effects effects;
    if (!offers_nothing()) reset_for_next_visitor(effects);
    m_state.staff.emplace();
    m_staff.emplace(*m_state.staff, m_state.surroundings, m_state.comfort, now_ms, effects);
    m_state.view = ViewOptions{m_options.language, false, false};
    m_state.overlay = Overlay::None;
    settle_screen();
    m_state.breath.reset();
    effects.state_changed = true;
    effects.page_turned = true;
    effects.visitor_left = true;
    return effects;
}

bool Model::is_at_rest() const {
    const bool is_over = m_state.screen == Screen::Thanks || m_staff;
    return !is_over && !has_begun() && m_state.overlay == Overlay::None;
}

void Model::apply_to_staff(const Intent& intent, Effects& effects) {
    if (intent.kind == IntentKind::SwitchLanguage) return switch_language(intent.value);
    if (intent.kind == IntentKind::TurnTo) return turn_to(intent.value);
    const StaffPage before = m_state.staff->page;
    m_staff->apply(intent, m_now_ms, effects);
    if (m_state.staff->page != before) m_state.sheet = 0;
    leave_staff_if_over(effects);
}

void Model::leave_staff_if_over(Effects& effects) {
    if (!m_staff || !m_staff->is_over()) return;
    effects.staff_orders.push_back({StaffOrderKind::LookAway, 0, 0, {}, {}});
    m_staff.reset();
    m_state.staff.reset();
    // Whoever comes next is somebody else, and has not touched the first screen yet.
    m_touched_ms = m_now_ms;
    m_by_keys = false;
    ++m_visitor;
    begin_next_visit();
}

Effects Model::tell(const StaffFacts& facts, std::int64_t now_ms) {
    return tell_staff(now_ms, [&facts](StaffMode& staff) { staff.tell(facts); });
}

Effects Model::tell(const CodeJudged& judged, std::int64_t now_ms) {
    return tell_staff(now_ms, [&](StaffMode& staff) { staff.tell(judged, now_ms); });
}

Effects Model::tell(const JobTaken& taken, std::int64_t now_ms) {
    return tell_staff(now_ms, [&taken](StaffMode& staff) { staff.tell(taken); });
}

Effects Model::tell(const SlipPreviewed& previewed, std::int64_t now_ms) {
    return tell_staff(now_ms, [&previewed](StaffMode& staff) { staff.tell(previewed); });
}

Effects Model::tell(const SlipAdvised& advised, std::int64_t now_ms) {
    return tell_staff(now_ms, [&advised](StaffMode& staff) { staff.tell(advised); });
}

Effects Model::tell(const PlacePlanned& planned, std::int64_t now_ms) {
    return tell_staff(now_ms, [&planned](StaffMode& staff) { staff.tell(planned); });
}

}  // namespace otk::kiosk::model
