#include "kiosk/shell/window.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string_view>
#include <system_error>
#include <utility>

#include <SDL.h>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/log.h"
#include "kiosk/shell/console_input.h"
#include "kiosk/shell/console_window.h"
#include "kiosk/shell/panel_size.h"
#include "kiosk/shell/sdl_library.h"

namespace otk::kiosk::shell {
namespace {

Failure fail_sdl(const char* what) {
    return fail(ErrorKind::Unavailable, format("{}: {}", what, SDL_GetError()));
}

void set_hints() {
    // Without this SDL's "software" surface goes through OpenGL: llvmpipe on a machine without GPU.
    SDL_SetHint(SDL_HINT_FRAMEBUFFER_ACCELERATION, "0");
    // Fingers are fingers: no mouse made of them, and SDL's mouse capture swallows touches.
    SDL_SetHint(SDL_HINT_TOUCH_MOUSE_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_TOUCH_EVENTS, "0");
    SDL_SetHint(SDL_HINT_MOUSE_AUTO_CAPTURE, "0");
    // Signals are ours (see SignalWatch).
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    SDL_SetHint(SDL_HINT_VIDEO_ALLOW_SCREENSAVER, "0");
}

/// What SDL and libX11 would look for at the start and a kiosk has no use of: a table of composed
/// letters (no key of ours is dead), a bus of the desktop's (it would be launched if there is
/// none).
void skip_desktop_services() {
    constexpr int keep_what_is_set = 0;
    ::setenv("XCOMPOSEFILE", "/dev/null", keep_what_is_set);
    ::setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", keep_what_is_set);
}

/// The largest window of a portrait panel's shape that the desktop shows whole.
SDL_Rect windowed_size(const WindowOptions& options) {
    SDL_Rect desktop{0, 0, 1080, 1920};
    if (SDL_GetDisplayUsableBounds(0, &desktop) != 0) SDL_ClearError();
    const bool is_known = options.width_mm > 0 && options.height_mm > 0;
    const double ratio = is_known ? options.width_mm / options.height_mm : 9.0 / 16.0;
    const int largest = ratio < 1 ? 1920 : 1080;
    const double height = std::min(
        {static_cast<double>(desktop.h), largest * 1.0, static_cast<double>(desktop.w) / ratio});
    return {0, 0, static_cast<int>(std::lround(height * ratio)), static_cast<int>(height)};
}

/// True on X11: a window that no window manager is asked about lies over everything as it is. For
/// SDL's full screen it would be asked, and SDL waits a tenth of a second where there is none.
bool covers_by_itself() {
    const char* const driver = SDL_GetCurrentVideoDriver();
    if (driver == nullptr || std::string_view(driver) != "x11") return false;
    return SDL_SetHint(SDL_HINT_X11_FORCE_OVERRIDE_REDIRECT, "1") == SDL_TRUE;
}

/// A card that draws has one ("renderD128"); a display without one ("card0" alone) only shows.
bool has_render_node(const std::filesystem::path& folder) {
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
        if (entry.path().filename().string().starts_with("renderD")) return true;
    }
    return false;
}

/// Without a card's render node OpenGL would be llvmpipe, whose libraries alone cost a tenth of a
/// second: it is not even asked.
bool is_gles_wanted(PresenterKind presenter) {
    switch (presenter) {
        case PresenterKind::Auto:
            return has_render_node("/dev/dri");
        case PresenterKind::Gles:
            return true;
        case PresenterKind::Software:
        case PresenterKind::Kms:
            return false;
    }
    OTK_UNREACHABLE();
}

/// SDL shows on the panel itself, through GBM and EGL: it has no surface for software there.
bool is_on_the_console() {
    const char* const driver = SDL_GetCurrentVideoDriver();
    return driver != nullptr && std::string_view(driver) == "KMSDRM";
}

void ask_for_gles() {
    // Where X11 would be asked by GLX a buffer's age is not to be had.
    SDL_SetHint(SDL_HINT_VIDEO_X11_FORCE_EGL, "1");
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 2);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
    for (const SDL_GLattr channel : {SDL_GL_RED_SIZE, SDL_GL_GREEN_SIZE, SDL_GL_BLUE_SIZE})
        SDL_GL_SetAttribute(channel, 8);
    for (const SDL_GLattr unused : {SDL_GL_ALPHA_SIZE, SDL_GL_DEPTH_SIZE, SDL_GL_STENCIL_SIZE})
        SDL_GL_SetAttribute(unused, 0);
}

/// What the display says of itself.
Millimetres said_by_display(int width_px, int height_px) {
    constexpr double mm_per_inch = 25.4;
    float across_dpi = 0;
    float down_dpi = 0;
    if (SDL_GetDisplayDPI(0, nullptr, &across_dpi, &down_dpi) == 0 && across_dpi > 0 &&
        down_dpi > 0) {
        return {width_px * mm_per_inch / static_cast<double>(across_dpi),
            height_px * mm_per_inch / static_cast<double>(down_dpi)};
    }
    SDL_ClearError();
    return {};
}

/// A window that SDL opens, under X11, Wayland or KMSDRM.
class SdlWindow final : public Window {
  public:
    explicit SdlWindow(const WindowOptions& options)
        : m_options(options), m_wake_event(SDL_RegisterEvents(1)) {}

    ~SdlWindow() override {
        m_presenter.reset();
        if (m_window != nullptr) SDL_DestroyWindow(m_window);
        SDL_Quit();
    }

    /// The presenter that was asked for, or software's. Unsupported: there is no such window here.
    Result<void> start() {
        if (is_on_the_console()) m_console = OTK_TRY(ConsoleInput::open());
        if (is_gles_wanted(m_options.presenter)) {
            const Result<void> shown = show_drawn_by_gles();
            if (shown) return {};
            log::warning("OpenGL ES does not draw here, software does", {{"error", shown.error()}});
        }
        if (m_console) {
            return fail(ErrorKind::Unsupported, "no window for software without X and Wayland");
        }
        OTK_TRY(show(0));
        m_presenter = make_software_presenter(*m_window);
        return {};
    }

    look::Panel panel() const override;
    Presenter& presenter() override { return *m_presenter; }

    bool wait(SDL_Event& event, std::optional<int> timeout_ms) override {
        if (m_console) return m_console->wait(event, timeout_ms, {});
        const int got =
            timeout_ms ? SDL_WaitEventTimeout(&event, *timeout_ms) : SDL_WaitEvent(&event);
        return got == 1;
    }

    std::function<void()> waker() const override {
        if (m_console) return m_console->waker();
        return [type = m_wake_event] {
            SDL_Event event{};
            event.type = type;
            // A full queue wakes the thread by itself.
            SDL_PushEvent(&event);
        };
    }

  private:
    Result<void> show(Uint32 flags);
    Result<void> show_drawn_by_gles();

    WindowOptions m_options;
    Uint32 m_wake_event;
    SDL_Window* m_window = nullptr;
    std::unique_ptr<Presenter> m_presenter;
    std::unique_ptr<ConsoleInput> m_console;  ///< where SDL reads the devices badly: KMSDRM
};

Result<void> SdlWindow::show(Uint32 flags) {
    SDL_Rect place{SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, 640, 480};
    flags |= SDL_WINDOW_SHOWN;
    if (m_options.windowed) {
        const SDL_Rect size = windowed_size(m_options);
        place.w = size.w;
        place.h = size.h;
    } else {
        flags |= SDL_WINDOW_BORDERLESS;
        if (!covers_by_itself()) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
        SDL_DisplayMode mode{};
        if (SDL_GetDesktopDisplayMode(0, &mode) == 0) place = {0, 0, mode.w, mode.h};
    }
    m_window = SDL_CreateWindow("Отклик", place.x, place.y, place.w, place.h, flags);
    if (m_window == nullptr) return fail_sdl("open window");
    // No input method: the keyboard is on our own screen.
    SDL_StopTextInput();
    if (!m_options.windowed) SDL_ShowCursor(SDL_DISABLE);
    return {};
}

/// After a failure there is no window.
Result<void> SdlWindow::show_drawn_by_gles() {
    ask_for_gles();
    OTK_TRY(show(SDL_WINDOW_OPENGL));
    const bool is_asked_for = m_options.presenter == PresenterKind::Gles;
    Result<std::unique_ptr<Presenter>> presenter =
        make_gles_presenter(*m_window, is_asked_for ? SoftwareGl::Taken : SoftwareGl::Refused);
    if (!presenter) {
        SDL_DestroyWindow(std::exchange(m_window, nullptr));
        return Failure(presenter.error());
    }
    m_presenter = std::move(*presenter);
    return {};
}

look::Panel SdlWindow::panel() const {
    int width_px = 0;
    int height_px = 0;
    SDL_GetWindowSize(m_window, &width_px, &height_px);
    // A window on somebody's desk is there to be looked at: it shows a kiosk's panel, made smaller.
    const Millimetres said =
        m_options.windowed ? Millimetres{} : said_by_display(width_px, height_px);
    return panel_of(width_px, height_px, {m_options.width_mm, m_options.height_mm}, said);
}

Result<std::unique_ptr<Window>> open_sdl_window(const WindowOptions& options) {
    OTK_TRY(load_sdl());
    set_hints();
    if (!options.windowed) skip_desktop_services();
    if (!options.display.empty()) SDL_SetHint(SDL_HINT_VIDEODRIVER, options.display.c_str());
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return fail_sdl("start SDL");
    auto window = std::make_unique<SdlWindow>(options);
    OTK_TRY(window->start());
    return std::unique_ptr<Window>(std::move(window));
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    if (options.presenter == PresenterKind::Kms) return open_console_window(options);
    Result<std::unique_ptr<Window>> window = open_sdl_window(options);
    const bool may_be_console = options.display.empty() || options.display == "KMSDRM";
    if (window || options.windowed || !may_be_console) return window;
    // No X, no Wayland, no card that draws: the panel itself, if it is there.
    Result<std::unique_ptr<Window>> console = open_console_window(options);
    if (console) return console;
    const bool is_held = console.error().kind == ErrorKind::Conflict;
    return fail(is_held ? ErrorKind::Conflict : window.error().kind,
        format("{}; the panel itself: {}", window.error().context, console.error().context));
}

}  // namespace otk::kiosk::shell
