#include "kiosk/shell/kiosk.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include <SDL.h>

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/base/random.h"
#include "kiosk/screens/finder.h"
#include "kiosk/screens/screens.h"
#include "kiosk/shell/bundle_keys.h"
#include "kiosk/shell/bundle_report_file.h"
#include "kiosk/shell/bundle_trial.h"
#include "kiosk/shell/sound_output.h"
#include "kiosk/speech/espeak_voice.h"

namespace otk::kiosk::shell {
namespace {

/// Less than half the least gap between two targets (3 mm).
constexpr float slip_mm = 1.4F;
constexpr std::int64_t mouse_finger = -1;

// The model counts in the steps of those who make sound and light.
static_assert(model::Comfort::volume_most == speech::volume_steps);
static_assert(model::StaffMode::brightness_min == BrightnessPlan::percent_min);
static_assert(model::StaffMode::brightness_max == BrightnessPlan::percent_max);

std::int64_t now_us() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

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

Letter letter_of(const writer::Event& event) {
    if (const auto* saved = std::get_if<writer::Saved>(&event)) {
        return model::Saved{saved->visit_id, saved->revision};
    }
    if (std::holds_alternative<writer::Recovered>(event)) return model::Recovered{};
    return model::CannotRecord{};
}

/// One to five minutes by chance: the moment at which a log and a file say that the bundle changed
/// must not tell when the last visit ended. Where nobody answers in earnest, at once.
std::int64_t rest_before_bundle_ms(bool production) {
    if (!production) return 0;
    constexpr std::int64_t least_ms = 60'000;
    constexpr std::uint64_t by_chance_ms = 240'000;
    return least_ms + static_cast<std::int64_t>(SystemRandom().below(by_chance_ms));
}

void log_hindrance(const writer::Event& event) {
    const auto* hindered = std::get_if<writer::CannotRecord>(&event);
    if (hindered == nullptr) return;
    switch (hindered->hindrance) {
        case writer::Hindrance::Revoked:
            log::warning(
                "out of service: the server has revoked this kiosk; its answers stay here");
            return;
        case writer::Hindrance::NotEnrolled:
            log::warning("out of service: not enrolled, no answer can be sealed");
            return;
        case writer::Hindrance::Disk:
            log::error("out of service: the disk takes no answers");
            return;
        case writer::Hindrance::Queue:
            log::error("out of service: too many visits wait for the disk");
            return;
    }
    OTK_UNREACHABLE();
}

/// Knows what of its ways this panel wants.
Content fitted(Content content, const look::Panel& panel) {
    content.surroundings.letters_from = screens::letters_from(panel);
    return content;
}

}  // namespace

Kiosk::Kiosk(Settings settings, Content content, std::unique_ptr<Window> window, Mailbox& mailbox,
    const Clock& clock)
    : m_settings(std::move(settings)),
      m_content(fitted(std::move(content), window->panel())),
      m_mailbox(mailbox),
      m_clock(clock),
      m_window(std::move(window)),
      m_wardrobe(wardrobe()),
      m_opening(m_content.surroundings.hours, m_content.calendar, clock),
      m_page_layouts(m_content.form, m_content.surroundings.languages),
      m_model(m_content.form, m_content.surroundings, model_options(), clock.monotonic_ms()),
      m_touch(slip_mm * m_window->panel().px_per_mm()),
      m_call(m_window->panel()),
      m_motion(m_settings.model.reduced_motion),
      m_shift(clock.monotonic_ms()),
      m_brightness(m_settings.brightness),
      m_volume(m_settings.volume),
      m_rest_before_bundle_ms(rest_before_bundle_ms(m_settings.production)) {
    const Comfort comfort = read_comfort(m_settings.writer.state_folder);
    for (const auto& [minute, percent] : comfort.brightness)
        m_brightness.change(minute, percent);
    m_volume = comfort.volume.value_or(m_volume);
}

Kiosk::~Kiosk() = default;

void Kiosk::inspect_with(std::unique_ptr<Inspection> inspection) {
    m_inspection = std::move(inspection);
}

void Kiosk::keep_bundles(shelf::Shelf shelf, Path config) {
    m_shelf = std::move(shelf);
    m_config = std::move(config);
}

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

model::Options Kiosk::model_options() {
    model::Options options = m_settings.model;
    // A visit knows its day, and no finer time.
    options.today = [this] {
        return m_clock.is_trusted() ? to_text(day_of(m_clock.unix_seconds())) : std::string();
    };
    options.closed = m_opening.closed_now();
    options.pages = [this](const model::ViewOptions& view) {
        return m_page_layouts.pages(*m_wardrobe, view);
    };
    return options;
}

void Kiosk::start_threads() {
    Result<std::unique_ptr<Backlight>> backlight = find_backlight();
    if (backlight) {
        m_backlight = std::move(*backlight);
    } else {
        log::info("brightness by the picture", {{"error", backlight.error()}});
    }
    m_writer = writer::Writer::start(m_settings.writer, [this](const writer::Event& event) {
        log_hindrance(event);
        m_mailbox.post(letter_of(event));
    });
    m_printer = std::make_unique<PrintClient>(m_settings.printd_socket,
        PrintClient::Listener{[this](bool ready) { m_mailbox.post(model::PrinterState{ready}); },
            [this](bool printed) { m_mailbox.post(model::PrintEnded{printed}); }});
    if (m_shelf) start_bundle_desk();
    m_status = std::make_unique<StatusReporter>(m_settings.status_file,
        StatusReporter::Facts{m_settings.place, m_settings.production, m_content.sequence},
        StatusReporter::Questions{[writer = m_writer.get()] { return writer->status(); },
            [desk = m_bundles.get()] {
                return desk != nullptr ? desk->status() : BundleStatus();
            }});
    m_status->frames_are_shown(m_shows_frames);
    m_staff = std::make_unique<StaffDesk>(
        StaffDesk::Options{m_settings.writer.state_folder, m_settings.printd_socket,
            m_settings.syncd_status_file, slip_of_place(m_settings.language),
            m_settings.place_plan.configured(), m_backlight},
        StaffDesk::Listener{[this](model::StaffFacts facts) { m_mailbox.post(std::move(facts)); },
            [this](model::CodeJudged judged) { m_mailbox.post(std::move(judged)); },
            [this](model::JobTaken taken) { m_mailbox.post(taken); },
            [this](model::PlacePlanned planned) { m_mailbox.post(std::move(planned)); },
            [this](model::SlipPreviewed previewed) { m_mailbox.post(std::move(previewed)); },
            [this](model::SlipAdvised advised) { m_mailbox.post(std::move(advised)); }},
        m_clock, [writer = m_writer.get()] { return writer->status(); });
    if (m_settings.has_speech) start_speech();
}

void Kiosk::start_bundle_desk() {
    m_bundles = std::make_unique<BundleDesk>(std::move(*m_shelf),
        m_settings.shelf_folder / shelf::incoming_name,
        BundleDesk::Options{
            [file = m_settings.bundle_keys_file, state = m_settings.writer.state_folder] {
                return trusted_bundle_keys(file, state);
            },
            BundleTrial{.config = m_config, .panel = panel_in_words(m_window->panel())},
            [folders = m_settings.writer](const shelf::ShelfState& state) {
                return write_bundle_report(folders.state_folder, folders.outbox_folder, state);
            },
            [this] { m_mailbox.post(BundleDue{}); }},
        m_clock);
    m_shelf.reset();
}

/// Without a voice or a way for sound «Прослушать» is not offered.
void Kiosk::start_speech() {
    Result<std::unique_ptr<speech::EspeakVoice>> voice = speech::EspeakVoice::create();
    if (!voice) {
        log::info("speech is off", {{"error", voice.error()}});
        return;
    }
    model::SpeechReady ready;
    for (const std::string& language : m_content.surroundings.languages) {
        if ((*voice)->speaks(language)) ready.languages.push_back(language);
    }
    Result<std::unique_ptr<speech::Speaker>> speaker = speech::Speaker::start(std::move(*voice),
        make_sound_output(), [this, ready = std::move(ready)] { m_mailbox.post(ready); });
    if (!speaker) {
        log::info("speech is off", {{"error", speaker.error()}});
        return;
    }
    m_speaker = std::move(*speaker);
}

Result<bool> Kiosk::run() {
    OTK_TRY(in("look", dressing_of_state()));
    m_pictures = std::make_unique<PictureLoader>(
        m_content.pictures, [this] { m_mailbox.post(PictureReady{}); });
    draw();
    if (!m_shows_frames) return fail(ErrorKind::Unavailable, "the first frame was not shown");
    start_threads();
    m_notify = OTK_TRY(ServiceNotify::from_environment());
    OTK_TRY(m_notify->ready());
    m_next_beat_ms = m_clock.monotonic_ms();
    while (!m_has_ended) {
        SDL_Event event;
        if (m_window->wait(event, timeout_ms())) take(event);
        // Whatever else waits is taken before the clock is asked; each shows its own effect.
        while (m_window->wait(event, 0))
            take(event);
        take_letters();
        carry_out(m_model.tick(m_clock.monotonic_ms()));
        enter_staff_if_called();
        end_where_it_stands_elsewhere();
        end_for_another_bundle();
        watch_hours();
        watch_light();
        tell_comfort();
        move_on();
        draw_if_changed();
        beat_if_due();
    }
    if (const Result<void> told = m_notify->stopping(); !told) {
        log::warning("service manager not told", {{"error", told.error()}});
    }
    carry_out(m_model.shut_down(m_clock.monotonic_ms()));
    const bool all_durable = m_writer->stop();
    return all_durable;
}

/// Nothing: no timer at all.
std::optional<int> Kiosk::timeout_ms() const {
    std::int64_t next =
        std::min({m_model.next_deadline_ms(), m_motion.next_ms(), m_call.next_ms()});
    if (m_notify && m_notify->watchdog_interval_ms()) next = std::min(next, m_next_beat_ms);
    next = std::min({next, m_opening.next_ms(), m_shift.next_ms(is_nobody_there())});
    if (m_brightness.steps().size() > 1) next = std::min(next, m_light_asked_ms);
    if (next == model::Model::no_deadline) return std::nullopt;
    const std::int64_t left = next - m_clock.monotonic_ms();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

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

/// The watchdog is fed by the display's acceptance of a picture, not by a loop that turns; but where
/// another program has the display, a new start would not get it either.
void Kiosk::beat_if_due() {
    const std::optional<std::int64_t> interval = m_notify->watchdog_interval_ms();
    const std::int64_t now = m_clock.monotonic_ms();
    if (!interval || now < m_next_beat_ms) return;
    m_next_beat_ms = now + *interval;
    Presenter& presenter = m_window->presenter();
    const bool is_shown = m_shows_frames && presenter.beat().has_value();
    if (!is_shown && !presenter.is_held()) return;
    if (const Result<void> told = m_notify->watchdog(); !told) {
        log::warning("watchdog not fed", {{"error", told.error()}});
    }
}

// Input

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
        if (event.type == SDL_KEYDOWN) headset_changed(*role == focus::KeyRole::HeadsetIn, now);
        return;
    }
    carry_out(m_model.keyed(now));
    if (event.type == SDL_KEYDOWN) {
        m_call.key_down(*role, now);
        key_down(*role, event.repeat != 0 ? focus::Stroke::Repeated : focus::Stroke::First, now);
    } else {
        m_call.key_up(*role);
        key_up(*role, now);
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

/// From the next phrase on.
void Kiosk::change_volume(const char* by, std::int64_t now_ms) {
    carry_out(m_model.apply({.kind = model::IntentKind::Volume, .value = by}, now_ms));
}

/// What was being said for the headset is not ended by the loudspeaker.
void Kiosk::headset_changed(bool is_plugged, std::int64_t now_ms) {
    if (m_speaker) m_speaker->hush();
    carry_out(m_model.tell(model::HeadsetChanged{is_plugged}, now_ms));
}

void Kiosk::ask_for_speech(std::int64_t now_ms) {
    m_narrator.repeat();
    if (m_model.state().view.listening) return;
    carry_out(m_model.apply({.kind = model::IntentKind::Listen, .value = {}}, now_ms));
}

void Kiosk::key_up(focus::KeyRole role, std::int64_t now_ms) {
    const std::optional<focus::Focus::Struck> struck = m_focus.up(role, m_frame.items);
    if (!struck) return;
    m_model.felt({struck->since_ms, now_ms, misuse::TouchKind::Acted});
    m_motion.act(now_ms);
    act(struck->intent, now_ms);
}

/// What is held down, by a finger or else by a key.
const std::string& Kiosk::held() const {
    return m_touch.pressed().empty() ? m_focus.pressed() : m_touch.pressed();
}

void Kiosk::take_letters() {
    for (const Letter& letter : m_mailbox.take()) {
        if (std::holds_alternative<EndAsked>(letter)) {
            m_has_ended = true;
            continue;
        }
        if (std::holds_alternative<PictureReady>(letter)) {
            m_must_draw = true;
            continue;
        }
        if (std::holds_alternative<BundleDue>(letter)) {
            m_bundle_is_due = true;
            continue;
        }
        const std::int64_t now = m_clock.monotonic_ms();
        std::visit(
            [this, now](const auto& event) {
                using Kind = std::decay_t<decltype(event)>;
                constexpr bool is_of_model = !std::is_same_v<Kind, EndAsked> &&
                                             !std::is_same_v<Kind, PictureReady> &&
                                             !std::is_same_v<Kind, BundleDue>;
                if constexpr (std::is_same_v<Kind, model::PlacePlanned>) follow_plan(event);
                if constexpr (std::is_same_v<Kind, model::SlipPreviewed>) {
                    if (!event.png.empty())
                        m_pictures->put(std::string(model::slip_preview), event.png);
                }
                if constexpr (is_of_model) carry_out(m_model.tell(event, now));
            },
            letter);
    }
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

Slip Kiosk::slip_of_place(const std::string& language) const {
    const model::Surroundings& around = m_content.surroundings;
    return {m_content.slip_template, language, around.link, around.link_to_type,
        std::string(around.place.in(language))};
}

void Kiosk::print_slip() {
    m_printer->print(slip_of_place(m_model.state().view.language));
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

/// The printer is asked while its answer can matter: on the thank-you page and shortly before.
void Kiosk::watch_printer() {
    const model::State& state = m_model.state();
    const bool is_near = state.screen == model::Screen::Thanks ||
                         (state.screen == model::Screen::Question && state.visit != nullptr &&
                             state.visit->pages_left() <= 1);
    m_printer->watch(is_near && !m_content.slip_template.empty());
}

// Output

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
