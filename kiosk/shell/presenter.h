#pragma once

#include <memory>
#include <string>

#include "core/base/result.h"
#include "kiosk/raster/picture.h"

struct SDL_Window;

namespace otk::kiosk::shell {

/// Brings pictures onto the panel. Drawing thread only.
class Presenter {
  public:
    Presenter() = default;
    Presenter(const Presenter&) = delete;
    Presenter& operator=(const Presenter&) = delete;
    virtual ~Presenter() = default;

    /// Shows the picture; returns when it was handed to the display. False: it shows already, and
    /// nothing was done.
    virtual Result<bool> present(const raster::Picture& picture) = 0;

    /// The panel lost what it showed (another window lay over it, it was switched off).
    virtual void forget() = 0;

    /// Hands one pixel to the display, unchanged: proof that it still takes pictures.
    virtual Result<void> beat() = 0;

    /// Another program has the display: nothing is shown until it lets go, and a restart of ours
    /// would change nothing.
    virtual bool is_held() const { return false; }

    /// Who draws, for the log: "software", or the graphics driver's own name.
    virtual std::string name() const = 0;
};

/// What an OpenGL that draws on the processor (llvmpipe) is good for: tests, and whoever asks for it
/// by name. The software presenter costs a tenth of it.
enum class SoftwareGl { Taken, Refused };

/// Draws by OpenGL ES 2 into a window made with SDL_WINDOW_OPENGL: what changed, where the display
/// tells what its buffers hold. Unavailable, Unsupported: it cannot draw here, the reason is in the
/// error.
Result<std::unique_ptr<Presenter>> make_gles_presenter(SDL_Window& window, SoftwareGl software_gl);

/// Paints in software only what changed, into the window's own shared memory.
std::unique_ptr<Presenter> make_software_presenter(SDL_Window& window);

}  // namespace otk::kiosk::shell
