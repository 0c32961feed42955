// The part of Model that knows what each wish of a visitor does, and where it means something.

#include <algorithm>
#include <utility>

#include "core/base/assert.h"
#include "kiosk/model/intent_traits.h"
#include "kiosk/model/model.h"
#include "kiosk/model/model_snapshot.h"
#include "kiosk/model/typing.h"

namespace otk::kiosk::model {

Effects Model::apply(const Intent& intent, std::int64_t now_ms, int layout) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_touched_ms = now_ms;
    Effects effects;
    effects.state_changed = true;
    if (m_staff) {
        apply_to_staff(intent, effects);
        return finish(std::move(effects), before);
    }
    if (m_state.screen == Screen::Rate) m_layout = layout;
    if (means_something(intent.kind)) fulfil(intent, effects);
    tick_breath();
    return finish(std::move(effects), before);
}

/// Nobody answers through a dialog, or a question that lies behind the letters.
bool Model::means_something(IntentKind kind) const {
    const IntentPlace place = traits_of(kind).place;
    if (place != IntentPlace::Page && place != IntentPlace::PageAndLetters) return true;
    const bool is_in_visit = m_state.screen == Screen::Rate || m_state.screen == Screen::Question;
    if (!is_in_visit || m_state.overlay != Overlay::None) return false;
    return place == IntentPlace::PageAndLetters || !m_state.finder.is_typing;
}

void Model::fulfil(const Intent& intent, Effects& effects) {
    switch (intent.kind) {
        case IntentKind::Choose:
            return choose(intent, effects);
        case IntentKind::Toggle:
            return toggle(intent);
        case IntentKind::Type:
            return take_letter(intent);
        case IntentKind::Erase:
            return take_erasure(intent);
        case IntentKind::Shift:
            m_state.keyboard.shift = !m_state.keyboard.shift;
            return;
        case IntentKind::SwitchLetters:
            return switch_letters(intent.value);
        case IntentKind::Enter:
            return take_new_line(intent);
        case IntentKind::Next:
            return take_next(effects);
        case IntentKind::Back:
            return take_back(effects);
        case IntentKind::Find:
            return begin_finding(intent.question);
        case IntentKind::ShowFound:
            return show_found();
        case IntentKind::TurnTo:
            return turn_to(intent.value);
        case IntentKind::Done:
            return take_done(effects);
        case IntentKind::Undo:
            return undo(effects);
        case IntentKind::NextVisitor:
            if (!offers_nothing()) reset_for_next_visitor(effects);
            return;
        case IntentKind::SwitchLanguage:
            return switch_language(intent.value);
        case IntentKind::Larger:
            m_state.view.large = !m_state.view.large;
            return lay_out_pages();
        case IntentKind::Contrast:
            m_state.view.high_contrast = !m_state.view.high_contrast;
            return;
        case IntentKind::Lower:
            m_state.view.low = !m_state.view.low;
            return lay_out_pages();
        case IntentKind::Listen:
            m_state.view.listening = !m_state.view.listening && is_spoken();
            return;
        case IntentKind::Repeat:
            effects.say_again = m_state.view.listening;
            return;
        case IntentKind::Volume:
            return change_volume(intent.value);
        case IntentKind::Print:
            return print(effects);
        case IntentKind::WhatWeRecord:
            if (m_state.overlay == Overlay::None) m_state.overlay = Overlay::WhatWeRecord;
            return;
        case IntentKind::CloseDialog:
            return close(Overlay::WhatWeRecord);
        case IntentKind::StillHere:
            return close(Overlay::Idle);
        case IntentKind::Staff:
            return;  // of staff's pages, which are gone
    }
    OTK_UNREACHABLE();
}

void Model::switch_language(const std::string& code) {
    const auto& offered = m_state.surroundings.languages;
    if (std::find(offered.begin(), offered.end(), code) == offered.end()) return;
    m_state.view.language = code;
    m_state.view.listening = m_state.view.listening && is_spoken();
    m_state.finder.query.clear();  // its letters are of other words
}

/// The loudest and the quietest step bound it; "next" begins again behind the loudest.
void Model::change_volume(const std::string& by) {
    const int step = volume_of(m_state);
    int wanted = by == "-1" ? step - 1 : step + 1;
    if (by == "next" && wanted > Comfort::volume_most) wanted = 1;
    m_state.view.louder = std::clamp(wanted, 1, Comfort::volume_most) - m_state.comfort.volume;
}

void Model::print(Effects& effects) {
    const bool is_offered = m_state.screen == Screen::Thanks && m_state.overlay == Overlay::None &&
                            m_state.recorded && m_state.printer_ready && !m_state.printing;
    if (!is_offered) return;
    m_state.printing = true;
    effects.print = true;
}

void Model::close(Overlay overlay) {
    if (m_state.overlay == overlay) m_state.overlay = Overlay::None;
}

}  // namespace otk::kiosk::model
