// The part of Kiosk that carries the model's wishes to the threads, and their word back to it.

#include "kiosk/shell/kiosk.h"

#include <utility>
#include <variant>

#include "core/base/assert.h"
#include "core/base/local_day.h"

namespace otk::kiosk::shell {
namespace {

writer::SaveKind kind_of(model::SaveKind kind) {
    switch (kind) {
        case model::SaveKind::Open:
            return writer::SaveKind::Open;
        case model::SaveKind::Close:
            return writer::SaveKind::Close;
        case model::SaveKind::Drop:
            return writer::SaveKind::Drop;
    }
    OTK_UNREACHABLE();
}

}  // namespace

void Kiosk::take_letters() {
    for (const Letter& letter : m_mailbox.take())
        std::visit([this](const auto& event) { hear(event); }, letter);
}

/// What is the model's affair alone.
template <typename Event>
void Kiosk::hear(const Event& event) {
    carry_out(m_model.tell(event, m_clock.monotonic_ms()));
}

/// What was being said for the headset is not ended by the loudspeaker.
void Kiosk::hear(const model::HeadsetChanged& headset) {
    if (m_speaker) m_speaker->hush();
    carry_out(m_model.tell(headset, m_clock.monotonic_ms()));
}

void Kiosk::hear(const model::PlacePlanned& planned) {
    follow_plan(planned);
    carry_out(m_model.tell(planned, m_clock.monotonic_ms()));
}

void Kiosk::hear(const model::SlipPreviewed& previewed) {
    if (!previewed.png.empty()) m_pictures->put(std::string(model::slip_preview), previewed.png);
    carry_out(m_model.tell(previewed, m_clock.monotonic_ms()));
}

/// The desk has written it down; here it is followed without a look at the disk.
void Kiosk::follow_plan(const model::PlacePlanned& planned) {
    const Result<Day> from = parse_day(planned.day);
    if (planned.code.empty() || !from) return;
    m_settings.place_plan.change(day_of(m_clock.unix_seconds()), {planned.code, *from});
}

void Kiosk::carry_out(const model::Effects& effects) {
    for (const model::Save& save : effects.saves) {
        m_writer->save(save.visit_id, save.revision, save.response, kind_of(save.kind));
    }
    if (effects.print) print_slip();
    for (const model::StaffOrder& order : effects.staff_orders)
        take_staff_order(order);
    if (effects.say_again) m_narrator.repeat();
    if (effects.page_turned) {
        m_touch.page_turned(m_clock.monotonic_ms());
        m_focus.page_turned(m_touch.deaf_until_ms());
        m_motion.cut();
        move_on();
        if (m_inspection) m_inspection->deaf_until(m_touch.deaf_until_ms());
        watch_printer();
    }
    if (effects.visitor_left) m_focus.hide();
    m_must_draw = m_must_draw || effects.state_changed || effects.page_turned;
}

/// What of staff's wishes is done here, at once, is kept by the desk all the same.
void Kiosk::take_staff_order(const model::StaffOrder& order) {
    model::StaffOrder kept = order;
    if (order.kind == model::StaffOrderKind::Brightness && m_light) {
        m_brightness.change(m_light->from_minute, static_cast<int>(order.number));
        m_light->percent = static_cast<int>(order.number);
        kept.text = std::to_string(m_light->from_minute);
        m_is_comfort_told = false;
    }
    if (order.kind == model::StaffOrderKind::Volume && m_light) {
        m_volume = static_cast<int>(order.number);
        m_is_comfort_told = false;
    }
    if (order.kind == model::StaffOrderKind::Restart) m_has_ended = true;
    m_staff->take(std::move(kept));
}

Slip Kiosk::slip_of_place(const std::string& language) const {
    const model::Surroundings& around = m_content.surroundings;
    return {m_content.slip_template, language, around.link, around.link_to_type,
        std::string(around.place.in(language))};
}

void Kiosk::print_slip() {
    m_printer->print(slip_of_place(m_model.state().view.language));
}

/// The printer is asked while its answer can matter: on the thank-you page and shortly before.
void Kiosk::watch_printer() {
    const model::State& state = m_model.state();
    const bool is_near = state.screen == model::Screen::Thanks ||
                         (state.screen == model::Screen::Question && state.visit != nullptr &&
                             state.visit->pages_left() <= 1);
    m_printer->watch(is_near && !m_content.slip_template.empty());
}

}  // namespace otk::kiosk::shell
