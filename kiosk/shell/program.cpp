#include "kiosk/shell/program.h"

#include <future>
#include <memory>
#include <optional>
#include <utility>

#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/base/service_notify.h"
#include "kiosk/look/fonts.h"
#include "kiosk/look/panel.h"
#include "kiosk/shelf/shelf.h"
#include "kiosk/shell/display_wait.h"
#include "kiosk/shell/kiosk.h"
#include "kiosk/shell/sdl_library.h"
#include "kiosk/shell/signal_watch.h"

namespace otk::kiosk::shell {
namespace {

constexpr int exit_ok = 0;
constexpr int exit_failed = 1;
constexpr int exit_unwritten = 2;
constexpr int exit_configuration = 78;  // EX_CONFIG: the same file would be refused again

int refuse(std::string_view message, const Error& error) {
    log::error(message, {{"error", error}});
    return exit_configuration;
}

int fail_to_work(const Error& error) {
    log::error("otklik-kiosk cannot work", {{"error", error}});
    return exit_failed;
}

Result<Settings> read_settings(const CommandLine& command_line) {
    const config::Config config =
        OTK_TRY(config::Config::load(config::Process::Kiosk, command_line.config));
    Settings settings = OTK_TRY(settings_from(config));
    if (settings.production && !command_line.inspect.empty()) {
        return fail(ErrorKind::InvalidInput,
            "--inspect shows what visitors answer: not with kiosk.production = true");
    }
    return settings;
}

/// At the place where staff said that the kiosk stands today; at the configured one if the bundle
/// does not know that any more.
Result<Content> load_content_of_today(Settings& settings, const Path& bundle_folder) {
    const Day today = day_of(SystemClock().unix_seconds());
    settings.place_plan = read_place_plan(settings.writer.state_folder, settings.place);
    settings.planned_place = settings.place_plan.place_on(today);
    Result<Content> content =
        load_content(bundle_folder, settings.planned_place, settings.language);
    if (!content && settings.planned_place != settings.place) {
        log::error("the planned place is not in the bundle: the configured one is shown",
            {{"error", content.error()}});
        content = load_content(bundle_folder, settings.place, settings.language);
    } else {
        settings.place = settings.planned_place;
        settings.model.place = settings.planned_place;
    }
    if (!content) return content;
    if (const auto next = settings.place_plan.next_after(today)) {
        content->surroundings.planned_place = next->place;
        content->surroundings.planned_place_day = to_text(next->from);
    }
    return content;
}

/// The shelf, turned to what is to be shown from now on; none where bundles are looked after by
/// hand. Where it cannot be written, what is shown stays.
std::optional<shelf::Shelf> shelf_of_today(const Settings& settings) {
    if (settings.shelf_folder.empty()) return std::nullopt;
    Result<shelf::Shelf> shelf = shelf::Shelf::open(settings.shelf_folder);
    if (!shelf) {
        log::info("no signed bundles are taken", {{"error", shelf.error()}});
        return std::nullopt;
    }
    const Result<void> begun = shelf->begin(day_of(SystemClock().unix_seconds()));
    if (!begun) log::error("the shelf of bundles cannot be written", {{"error", begun.error()}});
    return std::move(*shelf);
}

/// What the shelf has, else the bundle before, else the configured one: a kiosk never goes dark
/// because of a bundle.
Result<Content> load_newest_content(Settings& settings, std::optional<shelf::Shelf>& shelf) {
    while (shelf && shelf->shown()) {
        const Path folder = *shelf->shown();
        Result<Content> content = load_content_of_today(settings, folder);
        if (content) return content;
        log::error("a bundle that was taken cannot be read", {{"error", content.error()}});
        if (const Result<void> gone = shelf->give_up_current(content.error().context); !gone) {
            log::error("the shelf of bundles cannot be written", {{"error", gone.error()}});
            shelf.reset();
        }
    }
    return load_content_of_today(settings, settings.bundle_folder);
}

/// The library is there when the window asks for it, or soon: meanwhile the bundle is read. Its
/// failure is told by the window.
std::future<void> open_sdl_beside(const WindowOptions& options) {
    if (options.presenter == PresenterKind::Kms) return {};
    return std::async(std::launch::async, [] { static_cast<void>(load_sdl()); });
}

/// Before there is a window, while its library is opened. A failure is the look's to tell.
void open_fonts(Content& content) {
    auto fonts = look::Fonts::open(look::LookOptions{}.font_folder);
    if (fonts) content.fonts = std::move(*fonts);
}

/// Once no other program has the display. Conflict: the end was asked for before that.
Result<std::unique_ptr<Window>> open_window(const WindowOptions& options) {
    ServiceNotify notify = OTK_TRY(ServiceNotify::from_environment());
    bool is_said = false;
    const auto tell = [&](const Error& error, std::int64_t rest_ms) {
        if (!std::exchange(is_said, true)) log::warning("nothing is shown", {{"why", error}});
        // Beside the rest it takes time to open a display.
        constexpr std::int64_t opening_ms = 30'000;
        const Result<void> told =
            notify.starting("another program has the display", rest_ms + opening_ms);
        if (!told) log::warning("service manager not told", {{"error", told.error()}});
    };
    return open_when_free({.open = [&options] { return Window::open(options); },
        .rest = SignalWatch::rest,
        .tell = tell});
}

Result<bool> run_in(std::unique_ptr<Window> window, Settings settings, Content content,
    std::optional<shelf::Shelf> shelf, const CommandLine& command_line) {
    const SystemClock clock;
    Mailbox mailbox(window->waker());
    const SignalWatch signals([&mailbox] { mailbox.post(EndAsked{}); });
    Kiosk kiosk(std::move(settings), std::move(content), std::move(window), mailbox, clock);
    if (shelf) {
        kiosk.keep_bundles(std::move(*shelf), command_line.config);
    }
    if (!command_line.inspect.empty()) {
        kiosk.inspect_with(OTK_TRY(Inspection::open(command_line.inspect, clock)));
    }
    return kiosk.run();
}

}  // namespace

int run_program(const CommandLine& command_line) {
    Result<Settings> settings = read_settings(command_line);
    if (!settings) return refuse("the configuration is refused", settings.error());
    SignalWatch::block();
    const std::future<void> opening = open_sdl_beside(settings->window);
    std::optional<shelf::Shelf> shelf = shelf_of_today(*settings);
    Result<Content> content = load_newest_content(*settings, shelf);
    if (content) open_fonts(*content);
    // It could not be turned to, the disk being what it is: not to end for it again and again,
    // nothing is taken until the next start.
    if (shelf && shelf->is_due(day_of(SystemClock().unix_seconds()))) shelf.reset();
    if (!content) return refuse("the bundle is refused", content.error());
    Result<std::unique_ptr<Window>> window = open_window(settings->window);
    if (!window && window.error().kind == ErrorKind::Conflict) return exit_ok;
    if (!window) return fail_to_work(window.error());
    log::info("the panel is open",
        {{"drawn_by", log::Shown{(*window)->presenter().name()}},
            {"width", (*window)->panel().width_px}, {"height", (*window)->panel().height_px}});
    if (const Result<void> fits = look::check((*window)->panel()); !fits) {
        return refuse("the panel is refused", fits.error());
    }
    const Result<bool> ended = run_in(std::move(*window), std::move(*settings), std::move(*content),
        std::move(shelf), command_line);
    if (!ended) return fail_to_work(ended.error());
    if (!*ended) log::error("the disk hangs: the last answers are not confirmed");
    return *ended ? exit_ok : exit_unwritten;
}

}  // namespace otk::kiosk::shell
