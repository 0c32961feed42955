#pragma once

#include <optional>

#include "drivers/preview/command_bytes.h"
#include "drivers/preview/device.h"

namespace otk::preview {

/// GS v 0, after these two letters and the digit: draws it.
void read_raster_image(CommandBytes& bytes, Device& device);

/// ESC *, after the asterisk: a band of dots for the line.
void read_bit_image(CommandBytes& bytes, Device& device);

/// GS ( L: a picture is stored by function 112 and printed by function 50.
class Graphics {
  public:
    /// After the letter L.
    void read(CommandBytes& bytes, Device& device);

  private:
    void store(CommandBytes& bytes, ByteView data);

    std::optional<picture::Bitmap> m_stored;
};

}  // namespace otk::preview
