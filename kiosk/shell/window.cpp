#include "kiosk/shell/window.h"

#include <algorithm>
#include <cmath>
#include <string_view>

#include <SDL.h>

#include "core/base/format.h"

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
    SDL_setenv("XCOMPOSEFILE", "/dev/null", keep_what_is_set);
    SDL_setenv("DBUS_SESSION_BUS_ADDRESS", "disabled:", keep_what_is_set);
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

struct Millimetres {
    double width;
    double height;
};

Millimetres of_21_inches(int width_px, int height_px) {
    const double mm_per_px = 476.2 / std::max(width_px, height_px);
    return {width_px * mm_per_px, height_px * mm_per_px};
}

/// What the display says of itself; a 21.5 inch panel if it says nothing credible.
Millimetres asked_from_display(int width_px, int height_px) {
    float across_dpi = 0;
    float down_dpi = 0;
    if (SDL_GetDisplayDPI(0, nullptr, &across_dpi, &down_dpi) == 0 && across_dpi > 30 &&
        down_dpi > 30) {
        return {width_px * 25.4 / static_cast<double>(across_dpi),
            height_px * 25.4 / static_cast<double>(down_dpi)};
    }
    SDL_ClearError();
    return of_21_inches(width_px, height_px);
}

}  // namespace

Result<std::unique_ptr<Window>> Window::open(const WindowOptions& options) {
    set_hints();
    if (!options.windowed) skip_desktop_services();
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return fail_sdl("start SDL");
    SDL_Rect place{SDL_WINDOWPOS_UNDEFINED, SDL_WINDOWPOS_UNDEFINED, 640, 480};
    Uint32 flags = SDL_WINDOW_SHOWN;
    if (options.windowed) {
        const SDL_Rect size = windowed_size(options);
        place.w = size.w;
        place.h = size.h;
    } else {
        flags |= SDL_WINDOW_BORDERLESS;
        if (!covers_by_itself()) flags |= SDL_WINDOW_FULLSCREEN_DESKTOP;
        SDL_DisplayMode mode{};
        if (SDL_GetDesktopDisplayMode(0, &mode) == 0) place = {0, 0, mode.w, mode.h};
    }
    SDL_Window* const window =
        SDL_CreateWindow("Отклик", place.x, place.y, place.w, place.h, flags);
    if (window == nullptr) {
        Failure failure = fail_sdl("open window");
        SDL_Quit();
        return failure;
    }
    // No input method: the keyboard is on our own screen.
    SDL_StopTextInput();
    if (!options.windowed) SDL_ShowCursor(SDL_DISABLE);
    return std::unique_ptr<Window>(new Window(window, options));
}

Window::Window(SDL_Window* window, const WindowOptions& options)
    : m_window(window), m_options(options), m_presenter(make_software_presenter(*window)) {}

Window::~Window() {
    m_presenter.reset();
    SDL_DestroyWindow(m_window);
    SDL_Quit();
}

look::Panel Window::panel() const {
    look::Panel panel;
    SDL_GetWindowSize(m_window, &panel.width_px, &panel.height_px);
    if (m_options.width_mm > 0 && m_options.height_mm > 0) {
        panel.width_mm = static_cast<float>(m_options.width_mm);
        panel.height_mm = static_cast<float>(m_options.height_mm);
        return panel;
    }
    // A window on somebody's desk is there to be looked at: it shows a kiosk's panel, made smaller.
    const Millimetres asked = m_options.windowed
                                  ? of_21_inches(panel.width_px, panel.height_px)
                                  : asked_from_display(panel.width_px, panel.height_px);
    panel.width_mm = static_cast<float>(asked.width);
    panel.height_mm = static_cast<float>(asked.height);
    return panel;
}

}  // namespace otk::kiosk::shell
