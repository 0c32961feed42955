#include "kiosk/shell/kiosk.h"

#include <algorithm>
#include <chrono>
#include <utility>

#include <SDL.h>

#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/base/random.h"
#include "kiosk/screens/finder.h"

namespace otk::kiosk::shell {
namespace {

/// Less than half the least gap between two targets (3 mm).
constexpr float slip_mm = 1.4F;

// The model counts in the steps of those who make sound and light.
static_assert(model::Comfort::volume_most == speech::volume_steps);
static_assert(model::StaffMode::brightness_min == BrightnessPlan::percent_min);
static_assert(model::StaffMode::brightness_max == BrightnessPlan::percent_max);

/// One to five minutes by chance: the moment at which a log and a file say that the bundle changed
/// must not tell when the last visit ended. Where nobody answers in earnest, at once.
std::int64_t rest_before_bundle_ms(bool production) {
    if (!production) return 0;
    constexpr std::int64_t least_ms = 60'000;
    constexpr std::uint64_t by_chance_ms = 240'000;
    return least_ms + static_cast<std::int64_t>(SystemRandom().below(by_chance_ms));
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

std::int64_t Kiosk::now_us() {
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::microseconds>(now).count();
}

void Kiosk::inspect_with(std::unique_ptr<Inspection> inspection) {
    m_inspection = std::move(inspection);
}

void Kiosk::keep_bundles(shelf::Shelf shelf, Path config) {
    m_shelf = std::move(shelf);
    m_config = std::move(config);
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

/// The watchdog is fed by the display's acceptance of a picture, not by a loop that turns; but
/// where another program has the display, a new start would not get it either.
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

}  // namespace otk::kiosk::shell
