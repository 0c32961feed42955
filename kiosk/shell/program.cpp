#include "kiosk/shell/program.h"

#include <memory>
#include <utility>

#include <SDL.h>

#include "core/base/log.h"
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

void wake_drawing_thread(Uint32 event_type) {
    SDL_Event event{};
    event.type = event_type;
    // A full queue wakes the thread by itself; the letter lies in the mailbox either way.
    SDL_PushEvent(&event);
}

Result<bool> run_in_window(Settings settings, Content content, const CommandLine& command_line) {
    SignalWatch::block();
    const SystemClock clock;
    std::unique_ptr<Window> window = OTK_TRY(Window::open(settings.window));
    const Uint32 event_type = SDL_RegisterEvents(1);
    Mailbox mailbox([event_type] { wake_drawing_thread(event_type); });
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
    Result<Content> content =
        load_content(settings->bundle_folder, settings->place, settings->language);
    if (!content) return refuse("the bundle is refused", content.error());
    const Result<bool> ended =
        run_in_window(std::move(*settings), std::move(*content), command_line);
    if (!ended) {
        log::error("otklik-kiosk cannot work", {{"error", ended.error()}});
        return exit_failed;
    }
    if (!*ended) log::error("the disk hangs: the last answers are not confirmed");
    return *ended ? exit_ok : exit_unwritten;
}

}  // namespace otk::kiosk::shell
