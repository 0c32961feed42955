#include "core/base/assert.h"
#include "core/image/png.h"
#include "tests/fuzz/fuzz_target.h"

/// The only picture that comes from outside is the owner's emblem; small limits keep runs fast.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const otk::image::PngLimits limits{.bytes_max = 1U << 16U, .side_min = 2, .side_max = 64};
    const auto picture = otk::image::decode_png(otk::ByteView(bytes, size), limits);
    if (!picture) return 0;
    OTK_ASSERT(picture->width >= 2 && picture->width <= 64);
    OTK_ASSERT(picture->height >= 2 && picture->height <= 64);
    OTK_ASSERT(picture->pixels.size() == static_cast<std::size_t>(picture->width) *
                                             static_cast<std::size_t>(picture->height) * 4);
    return 0;
}
