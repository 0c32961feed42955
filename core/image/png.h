#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::image {

/// A picture of four bytes a pixel: red, green, blue, alpha (colours not multiplied by it), row by
/// row from the top. A plain value.
struct Rgba {
    int width = 0;
    int height = 0;
    Bytes pixels;

    friend bool operator==(const Rgba&, const Rgba&) = default;
};

/// What a PNG from outside may ask of us.
struct PngLimits {
    std::size_t bytes_max = 1U << 20U;
    int side_min = 1;  ///< pixels
    int side_max = 1024;
};

struct PngSize {
    int width = 0;
    int height = 0;
};

/// What the file's head says, within the limits; the pixels may still turn out to be damaged.
Result<PngSize> png_size(ByteView bytes, const PngLimits& limits);

/// Any PNG, brought to 8 bits a channel. InvalidInput, with the numbers, past a limit; Corrupt for
/// what libpng cannot read to its end. Sizes are looked at before any pixel is.
Result<Rgba> decode_png(ByteView bytes, const PngLimits& limits);

}  // namespace otk::image
