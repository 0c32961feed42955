// The part of Kiosk that looks at the clock: hours and light, and the days on which it begins anew.

#include "kiosk/shell/kiosk.h"

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/base/log.h"

namespace otk::kiosk::shell {

void Kiosk::watch_hours() {
    const std::int64_t now = m_clock.monotonic_ms();
    if (now < m_opening.next_ms()) return;
    carry_out(m_model.tell(m_opening.look_again(now), now));
}

/// The clock is asked again and again, since it may jump; the lamp only when the hours change.
void Kiosk::watch_light() {
    const std::int64_t now = m_clock.monotonic_ms();
    if (m_light && now < m_light_asked_ms) return;
    constexpr std::int64_t every_ms = 30'000;
    m_light_asked_ms = now + every_ms;
    const BrightnessPlan::Step step = m_brightness.at(minute_of_day(m_clock.unix_seconds()));
    if (m_light == step) return;
    m_light = step;
    m_staff->take({model::StaffOrderKind::Brightness, 0, step.percent, {}, {}});
    m_is_comfort_told = false;
}

/// Once a turn, whoever changed it.
void Kiosk::tell_comfort() {
    if (m_is_comfort_told) return;
    OTK_ASSERT(m_light.has_value());
    m_is_comfort_told = true;
    carry_out(m_model.tell(model::Comfort{.brightness = m_light->percent,
                               .from = time_in_words(m_light->from_minute),
                               .until = time_in_words(m_brightness.end_of(*m_light)),
                               .has_backlight = m_backlight != nullptr,
                               .volume = m_volume},
        m_clock.monotonic_ms()));
}

void Kiosk::enter_staff_if_called() {
    const std::int64_t now = m_clock.monotonic_ms();
    if (m_call.take(now)) carry_out(m_model.enter_staff(now));
}

/// The day has come that staff named: the program's manager starts it anew, at the other place.
/// What is answered at this one keeps it.
void Kiosk::end_where_it_stands_elsewhere() {
    const std::int64_t now = m_clock.monotonic_ms();
    if (now < m_place_asked_ms || !m_model.is_at_rest()) return;
    constexpr std::int64_t every_ms = 5'000;
    m_place_asked_ms = now + every_ms;
    const Day today = day_of(m_clock.unix_seconds());
    if (m_settings.place_plan.place_on(today) == m_settings.planned_place) return;
    log::info("another place from today on: the program ends to begin there");
    m_has_ended = true;
}

/// Between visits the program's manager starts it anew, with the bundle whose day has come.
void Kiosk::end_for_another_bundle() {
    if (!m_model.is_at_rest()) {
        m_at_rest_since_ms.reset();
        return;
    }
    const std::int64_t now = m_clock.monotonic_ms();
    if (!m_at_rest_since_ms) m_at_rest_since_ms = now;
    if (!m_bundle_is_due || now - *m_at_rest_since_ms < m_rest_before_bundle_ms) return;
    log::info("another bundle is due: the program ends to begin with it");
    m_has_ended = true;
}

}  // namespace otk::kiosk::shell
