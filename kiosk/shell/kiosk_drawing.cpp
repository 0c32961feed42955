// The part of Kiosk that makes frames, shows them, and says what they say.

#include "kiosk/shell/kiosk.h"

#include <utility>

#include "core/base/log.h"
#include "kiosk/screens/screens.h"

namespace otk::kiosk::shell {

std::unique_ptr<Wardrobe> Kiosk::wardrobe() const {
    look::LookOptions options;
    options.panel = m_window->panel();
    options.fonts = m_content.fonts;
    options.wording = m_content.wording;
    options.emblem = m_content.emblem;
    return std::make_unique<Wardrobe>(std::move(options));
}

Result<Dressing*> Kiosk::dressing_of_state() const {
    const model::State& state = m_model.state();
    return m_wardrobe->take(state.view, screens::theme_at_rest(state));
}

/// Nothing is begun and no finger lies on anything.
bool Kiosk::is_nobody_there() const {
    return m_model.is_at_rest() && held().empty();
}

/// What a press moves, and the whole picture's place, are brought to now.
void Kiosk::move_on() {
    const std::int64_t now = m_clock.monotonic_ms();
    m_must_draw = m_motion.step(now) || m_must_draw;
    m_must_draw = m_shift.step(is_nobody_there(), now) || m_must_draw;
}

void Kiosk::draw_if_changed() {
    if (std::exchange(m_must_draw, false)) draw();
}

/// Where the keypad stands is known once it is known what the frame has.
void Kiosk::draw_focus(const look::Look& look) {
    m_focus.settle(m_frame.items);
    screens::draw_focus(m_model.state(), look, m_focus.item(), m_frame);
    m_model.keep_toast(m_focus.item() == "undo", m_clock.monotonic_ms());
}

/// What is said is what a frame says that was drawn for others' ears; after the panel has its own.
void Kiosk::say_what_is_new(Dressing& dressing) {
    const model::State& state = m_model.state();
    // Staff's code is typed on keys that would be said.
    m_narrator.listen(state.view.listening && state.screen != model::Screen::Staff);
    if (!m_speaker || !m_narrator.has_to_look()) return;
    m_aloud.discreet = !state.headset;
    m_aloud.draw = &dressing.begin();
    m_aloud.pictures = m_pictures.get();
    screens::draw(state, {}, dressing.look(), m_aloud);
    const std::string& language = state.view.language;
    const auto words = [&](std::string_view key) {
        return std::string(dressing.look().text(language, key));
    };
    const std::optional<speech::Saying> saying =
        m_narrator.seen({m_aloud.screen, language, m_aloud.items, m_focus.item()},
            {words("Keyboard on the screen"), words("Not available now"), words("Is chosen")});
    if (saying) m_speaker->say(*saying, language, model::volume_of(state));
}

void Kiosk::draw() {
    m_must_draw = false;
    const model::State& state = m_model.state();
    const Result<Dressing*> dressing = dressing_of_state();
    Result<bool> shown = false;
    if (dressing) {
        m_pictures->begin_frame();
        m_frame.pictures = m_pictures.get();
        m_frame.draw = &(*dressing)->begin();
        m_frame.emblem = (*dressing)->emblem();
        screens::draw(state, m_motion.interaction(), (*dressing)->look(), m_frame);
        draw_focus((*dressing)->look());
        const look::Panel& panel = (*dressing)->look().panel();
        move_by(m_shift.shift(), m_frame, static_cast<float>(panel.width_px),
            static_cast<float>(panel.height_px));
        m_picture.read(*m_frame.draw, {0, 0, panel.width_px, panel.height_px});
        shown = m_window->presenter().present(m_picture);
        say_what_is_new(**dressing);
    } else {
        shown = Failure(dressing.error());
    }
    if (!shown) {
        if (m_shows_frames) log::error("a frame was not shown", {{"error", shown.error()}});
    } else {
        if (m_inspection && m_felt_us && *shown) m_inspection->touched(*m_felt_us, now_us());
        if (*shown) m_felt_us.reset();
        if (m_inspection) m_inspection->shown(m_frame, state.view.language);
    }
    m_shows_frames = shown.has_value();
    if (m_status) m_status->frames_are_shown(m_shows_frames);
}

}  // namespace otk::kiosk::shell
