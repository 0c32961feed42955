#pragma once

#include <memory>

#include "core/base/result.h"
#include "kiosk/look/panel.h"
#include "kiosk/shell/presenter.h"

struct SDL_Window;

namespace otk::kiosk::shell {

struct WindowOptions {
    bool windowed = false;
    double width_mm = 0;   ///< of the panel's picture; 0: ask the display
    double height_mm = 0;
};

/// SDL and the one window of the kiosk, with all hints that a kiosk needs. One at a time; drawing
/// thread only.
class Window {
  public:
    static Result<std::unique_ptr<Window>> open(const WindowOptions& options);
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Its size now, in pixels and millimetres.
    look::Panel panel() const;
    Presenter& presenter() { return *m_presenter; }

  private:
    Window(SDL_Window* window, const WindowOptions& options);

    SDL_Window* m_window;
    WindowOptions m_options;
    std::unique_ptr<Presenter> m_presenter;
};

}  // namespace otk::kiosk::shell
