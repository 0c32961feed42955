#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "kiosk/look/panel.h"
#include "kiosk/shell/presenter.h"

union SDL_Event;

namespace otk::kiosk::shell {

/// Who draws: OpenGL ES (the graphics card), software into a window, software onto the panel by the
/// kernel's mode setting. Auto: the card where there is one, else software in whichever way the
/// display wants it.
enum class PresenterKind { Auto, Software, Gles, Kms };

struct WindowOptions {
    bool windowed = false;
    double width_mm = 0;  ///< of the panel's picture; 0: ask the display
    double height_mm = 0;
    PresenterKind presenter = PresenterKind::Auto;
    /// SDL's name of the way to the display: "x11", "wayland", "KMSDRM"; empty: SDL looks for one.
    std::string display;
    /// The panel's, as "HDMI-A-1", where the kernel's mode setting shows; empty: any.
    std::string connector;
};

/// The kiosk's one surface on a panel, with the events that come from its screen, fingers and keys.
/// One at a time; drawing thread only, but for what waker() returns.
class Window {
  public:
    /// Unavailable: no display can be opened. Conflict: another program has it.
    static Result<std::unique_ptr<Window>> open(const WindowOptions& options);

    Window() = default;
    virtual ~Window() = default;
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Its size now, in pixels and millimetres.
    virtual look::Panel panel() const = 0;
    virtual Presenter& presenter() = 0;

    /// The next event, waited for so long (nothing: without end; 0: not at all). False: the time is
    /// up, or a call of the waker ended the wait.
    virtual bool wait(SDL_Event& event, std::optional<int> timeout_ms) = 0;

    /// Ends a wait from any thread; may be called when the window is gone.
    virtual std::function<void()> waker() const = 0;
};

}  // namespace otk::kiosk::shell
