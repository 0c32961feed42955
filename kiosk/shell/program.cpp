#include "kiosk/shell/program.h"

#include <memory>
#include <utility>

#include "core/base/local_day.h"
#include "core/base/log.h"
#include "kiosk/look/panel.h"
#include "kiosk/shell/kiosk.h"
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

/// At the place where staff said that the kiosk stands today; at the configured one if the bundle does
/// not know that any more.
Result<Content> load_content_of_today(Settings& settings) {
    const Day today = day_of(SystemClock().unix_seconds());
    settings.place_plan = read_place_plan(settings.writer.state_folder, settings.place);
    settings.planned_place = settings.place_plan.place_on(today);
    Result<Content> content =
        load_content(settings.bundle_folder, settings.planned_place, settings.language);
    if (!content && settings.planned_place != settings.place) {
        log::error("the planned place is not in the bundle: the configured one is shown",
            {{"error", content.error()}});
        content = load_content(settings.bundle_folder, settings.place, settings.language);
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

Result<bool> run_in(std::unique_ptr<Window> window, Settings settings, Content content,
    const CommandLine& command_line) {
    const SystemClock clock;
    Mailbox mailbox(window->waker());
    const SignalWatch signals([&mailbox] { mailbox.post(EndAsked{}); });
    Kiosk kiosk(std::move(settings), std::move(content), std::move(window), mailbox, clock);
    if (!command_line.inspect.empty()) {
        kiosk.inspect_with(OTK_TRY(Inspection::open(command_line.inspect, clock)));
    }
    return kiosk.run();
}

}  // namespace

int run_program(const CommandLine& command_line) {
    Result<Settings> settings = read_settings(command_line);
    if (!settings) return refuse("the configuration is refused", settings.error());
    Result<Content> content = load_content_of_today(*settings);
    if (!content) return refuse("the bundle is refused", content.error());
    SignalWatch::block();
    Result<std::unique_ptr<Window>> window = Window::open(settings->window);
    if (!window) return fail_to_work(window.error());
    log::info("the panel is open",
        {{"drawn_by", log::Shown{(*window)->presenter().name()}},
            {"width", (*window)->panel().width_px}, {"height", (*window)->panel().height_px}});
    if (const Result<void> fits = look::check((*window)->panel()); !fits) {
        return refuse("the panel is refused", fits.error());
    }
    const Result<bool> ended =
        run_in(std::move(*window), std::move(*settings), std::move(*content), command_line);
    if (!ended) return fail_to_work(ended.error());
    if (!*ended) log::error("the disk hangs: the last answers are not confirmed");
    return *ended ? exit_ok : exit_unwritten;
}

}  // namespace otk::kiosk::shell
