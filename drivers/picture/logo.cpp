#include "drivers/picture/logo.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/image/png.h"

namespace otk::picture {
namespace {

/// How dark a pixel is on white paper, 0 to 255; the eye's weights of Rec. 601.
int ink_of(const std::uint8_t* rgba) {
    const int light = (299 * rgba[0] + 587 * rgba[1] + 114 * rgba[2]) / 1000;
    return (255 - light) * rgba[3] / 255;
}

}  // namespace

Result<Bitmap> read_logo(ByteView png) {
    const image::PngLimits limits{.bytes_max = LogoLimits::size_bytes_max,
        .side_min = LogoLimits::side_px_min,
        .side_max = LogoLimits::side_px_max};
    const image::Rgba pixels = OTK_TRY(image::decode_png(png, limits));
    Bitmap dots(pixels.width, pixels.height);
    for (int y = 0; y < pixels.height; ++y) {
        for (int x = 0; x < pixels.width; ++x) {
            const auto at = static_cast<std::size_t>(y * pixels.width + x) * 4;
            if (ink_of(pixels.pixels.data() + at) >= 128) dots.fill(x, y, 1, 1);
        }
    }
    return dots;
}

Bitmap scaled_to_width(const Bitmap& picture, int width) {
    OTK_ASSERT(width > 0 && picture.width() > 0 && picture.height() > 0);
    if (width == picture.width()) return picture;
    const int height =
        std::max(1, (picture.height() * width + picture.width() / 2) / picture.width());
    Bitmap scaled(width, height);
    for (int y = 0; y < height; ++y) {
        const int top = y * picture.height() / height;
        const int bottom = std::max(top + 1, (y + 1) * picture.height() / height);
        for (int x = 0; x < width; ++x) {
            const int left = x * picture.width() / width;
            const int right = std::max(left + 1, (x + 1) * picture.width() / width);
            int black = 0;
            for (int from_y = top; from_y < bottom; ++from_y) {
                for (int from_x = left; from_x < right; ++from_x)
                    black += picture.is_black(from_x, from_y) ? 1 : 0;
            }
            if (2 * black >= (right - left) * (bottom - top)) scaled.fill(x, y, 1, 1);
        }
    }
    return scaled;
}

}  // namespace otk::picture
