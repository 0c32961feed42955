// The part of Model that is told what happened outside: commits, hours, the printer, headset and speech.

#include <utility>

#include "kiosk/model/model.h"
#include "kiosk/model/model_snapshot.h"

namespace otk::kiosk::model {

Effects Model::tell(const Saved& saved, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    if (saved.visit_id == m_visit_id) {
        if (m_state.screen == Screen::Thanks && saved.revision == m_revision && !m_state.recorded) {
            m_state.recorded = true;
            m_thanks_until_ms = m_now_ms + m_options.thanks_ms;
            tick_thanks();
        }
        if (m_state.screen == Screen::Question && m_toast_mark > 0 && !m_state.toast &&
            saved.revision >= m_toast_revision) {
            m_toast_until_ms = m_now_ms + undo_ms;
            m_state.toast = Toast{m_toast_mark, 28};
        }
    }
    return finish({}, before);
}

Effects Model::tell(const CannotRecord&, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_can_record = false;
    Effects effects;
    // Words that are true may stay to their end; everything else is closed honestly.
    const bool may_stay = m_state.screen == Screen::Thanks && m_state.recorded;
    if (!may_stay && !offers_nothing() && !m_staff) reset_for_next_visitor(effects);
    return finish(std::move(effects), before);
}

Effects Model::tell(const Recovered&, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_can_record = true;
    if (m_state.screen == Screen::OutOfService) begin_next_visit();
    return finish({}, before);
}

Effects Model::tell(const PlaceHours& hours, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_closed = hours.closed;
    if (m_state.screen == Screen::Closed) {
        if (m_closed) {
            m_state.closed = *m_closed;
        } else {
            begin_next_visit();
        }
    } else if (m_closed && may_close()) {
        begin_next_visit();
    }
    return finish({}, before);
}

Effects Model::tell(const PrinterState& printer, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_state.printer_ready = printer.ready;
    return finish({}, before);
}

Effects Model::tell(const SpeechReady& speech, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    m_state.spoken_languages = speech.languages;
    Effects effects;
    effects.state_changed = true;
    return finish(std::move(effects), before);
}

/// Who plugs a headset in wants to hear; who pulls it out leaves nothing to be said aloud.
Effects Model::tell(const HeadsetChanged& headset, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    Effects effects;
    if (headset.is_plugged == m_state.headset) return finish(std::move(effects), before);
    m_now_ms = now_ms;
    m_state.headset = headset.is_plugged;
    if (!m_staff) {
        m_touched_ms = now_ms;
        m_state.view.listening = headset.is_plugged && is_spoken();
        effects.say_again = m_state.view.listening;
    }
    effects.state_changed = true;
    return finish(std::move(effects), before);
}

Effects Model::tell(const Comfort& comfort, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    Effects effects;
    effects.state_changed = !(comfort == m_state.comfort);
    m_state.comfort = comfort;
    return finish(std::move(effects), before);
}

Effects Model::tell(const PrintEnded& print, std::int64_t now_ms) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    // A printed slip stays "printing": this visitor has his paper. A failed one may be tried again
    // as soon as the printer says that it is ready.
    if (!print.printed) {
        m_state.printing = false;
        m_state.printer_ready = false;
    }
    return finish({}, before);
}

Effects Model::tell_staff(std::int64_t now_ms, const std::function<void(StaffMode&)>& tell) {
    const Snapshot before = snapshot();
    m_now_ms = now_ms;
    if (m_staff) tell(*m_staff);
    return finish({}, before);
}

}  // namespace otk::kiosk::model
