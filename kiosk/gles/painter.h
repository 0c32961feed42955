#pragma once

#include <cstddef>
#include <memory>
#include <string>

#include "core/base/result.h"
#include "kiosk/raster/picture.h"

namespace otk::kiosk::gles {

/// Finds a function of OpenGL ES by its name; null: it is not there. (SDL_GL_GetProcAddress)
using Loader = void* (*)(const char* name);

/// Draws pictures by OpenGL ES 2 in the context that is current on this thread, by the rules of
/// raster::Picture. What a frame draws stays on the card's side, so that it can be drawn again
/// after its draw list has changed. Nothing of the library is linked: a machine without it starts
/// all the same.
///
/// A texture goes to the card when it is first drawn; of an atlas later only the bands that changed
/// (raster::Texture::bands). What a frame does not show is given back. One thread, one context.
class Painter {
  public:
    /// Unsupported: a function is missing, the shaders do not compile, or textures are smaller than
    /// `texture_side_min`. The context must be current now and at every later call.
    static Result<std::unique_ptr<Painter>> create(Loader load);

    /// An atlas begins anew past 4,096 rows (look::Atlas::rows_enough), between two frames.
    static constexpr int texture_side_min = 8192;

    virtual ~Painter() = default;
    Painter(const Painter&) = delete;
    Painter& operator=(const Painter&) = delete;

    /// What draws, in the driver's words.
    virtual std::string renderer() const = 0;
    /// Its name says that the processor draws: llvmpipe, softpipe, swrast.
    bool is_software() const;

    /// Takes the picture's draw list and the textures that it shows. Unavailable: the card has no
    /// memory; Unsupported: an atlas has grown past what the card takes.
    virtual Result<void> take(const raster::Picture& picture) = 0;
    /// Draws what was taken last, only within `area` (pixels of the picture from the top left).
    virtual Result<void> draw(const raster::Area& area) = 0;
    /// All textures are foreign or lost: the next take() brings them anew.
    virtual void forget() = 0;

    /// Texels that went to the card since the beginning: what a test looks at.
    virtual std::size_t texels_sent() const = 0;

  protected:
    Painter() = default;
};

}  // namespace otk::kiosk::gles
