#include "core/bundle/picture.h"

#include "core/image/png.h"

namespace otk::bundle {

Result<void> check_picture(ByteView png) {
    const image::PngLimits limits{.bytes_max = PictureLimits::size_bytes_max,
        .side_min = PictureLimits::side_px_min,
        .side_max = PictureLimits::side_px_max};
    OTK_TRY(in("a picture", image::decode_png(png, limits)));
    return {};
}

}  // namespace otk::bundle
