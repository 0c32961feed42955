#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/file.h"
#include "kiosk/pictures/render.h"

namespace otk::kiosk::pictures {

/// A picture of few colours.
struct IndexedImage {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> palette;  ///< 0x00RRGGBB, 256 at most
    std::vector<std::uint8_t> pixels;    ///< indices into it, row by row
};

/// The picture in at most `colours` (1 to 256) of its own colours, by median cut (Heckbert, "Color
/// image quantization for frame buffer display", SIGGRAPH 1982): what fills areas stays as it is,
/// the shades at the edges of letters become fewer.
IndexedImage indexed(const Image& image, std::size_t colours);

/// PNG with a palette.
Result<void> write_png(const Path& path, const IndexedImage& image);

}  // namespace otk::kiosk::pictures
