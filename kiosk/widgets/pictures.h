#pragma once

#include <string_view>

namespace otk::kiosk::widgets {

/// A form's pictures as the drawing asks for them. Nothing here reads a file or decodes: the
/// drawing never waits. Drawing thread.
class Pictures {
  public:
    /// Pixels of the file's picture.
    struct Size {
        int width = 0;
        int height = 0;
        bool is_there() const { return width > 0 && height > 0; }
    };
    /// What the frame gets of it: an ImTextureID, or null while it is being made ready; then the
    /// frame is drawn again.
    using Texture = void*;

    Pictures() = default;
    Pictures(const Pictures&) = delete;
    Pictures& operator=(const Pictures&) = delete;
    virtual ~Pictures() = default;

    /// Nothing (0 × 0) for a picture that is missing or damaged: its label stands alone.
    virtual Size size_of(std::string_view file) const = 0;
    /// At exactly that size, at most the file's own.
    virtual Texture at(std::string_view file, Size size) = 0;
};

}  // namespace otk::kiosk::widgets
