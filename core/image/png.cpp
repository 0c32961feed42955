#include "core/image/png.h"

#include <algorithm>
#include <utility>

#include <png.h>

#include "core/base/format.h"

namespace otk::image {
namespace {

/// libpng's plain reading, ended whatever happens.
struct Reader {
    png_image image{};

    Reader() { image.version = PNG_IMAGE_VERSION; }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    ~Reader() { png_image_free(&image); }

    Failure corrupt() const {
        return fail(ErrorKind::Corrupt, format("not a PNG: {}", image.message));
    }
};

Result<PngSize> begin(Reader& reader, ByteView bytes, const PngLimits& limits) {
    if (bytes.size() > limits.bytes_max) {
        return fail(ErrorKind::InvalidInput,
            format("{} bytes, more than {}", bytes.size(), limits.bytes_max));
    }
    if (png_image_begin_read_from_memory(&reader.image, bytes.data(), bytes.size()) == 0) {
        return reader.corrupt();
    }
    const auto [least, most] = std::minmax(reader.image.width, reader.image.height);
    const bool is_small = least < static_cast<png_uint_32>(limits.side_min);
    if (is_small || most > static_cast<png_uint_32>(limits.side_max)) {
        return fail(ErrorKind::InvalidInput,
            format("{} × {} pixels; each side has {} to {}", reader.image.width,
                reader.image.height, limits.side_min, limits.side_max));
    }
    return PngSize{static_cast<int>(reader.image.width), static_cast<int>(reader.image.height)};
}

}  // namespace

Result<PngSize> png_size(ByteView bytes, const PngLimits& limits) {
    Reader reader;
    return begin(reader, bytes, limits);
}

Result<Rgba> decode_png(ByteView bytes, const PngLimits& limits) {
    Reader reader;
    const PngSize size = OTK_TRY(begin(reader, bytes, limits));
    reader.image.format = PNG_FORMAT_RGBA;
    Rgba picture{size.width, size.height, Bytes(PNG_IMAGE_SIZE(reader.image))};
    if (png_image_finish_read(&reader.image, nullptr, picture.pixels.data(), 0, nullptr) == 0) {
        return reader.corrupt();
    }
    return picture;
}

}  // namespace otk::image
