#pragma once

#include <cstddef>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "drivers/picture/bitmap.h"

namespace otk::picture {

struct LogoLimits {
    static constexpr std::size_t size_bytes_max = 64 * 1024;
    static constexpr int side_px_min = 8;
    static constexpr int side_px_max = 1024;
};

/// A PNG as dots: what is darker than half grey on white paper is black. InvalidInput past a limit,
/// Corrupt for what is no PNG.
Result<Bitmap> read_logo(ByteView png);

/// The picture with another width and the height that belongs to it; a dot is black where at least
/// half of what it covers was. Both sides keep at least one dot.
Bitmap scaled_to_width(const Bitmap& picture, int width);

}  // namespace otk::picture
