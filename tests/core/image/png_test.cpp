#include "core/image/png.h"

#include <png.h>
#include <catch2/catch.hpp>

using namespace otk;
using image::decode_png;
using image::png_size;
using image::Rgba;

namespace {

Bytes encoded(const Rgba& picture) {
    png_image head{};
    head.version = PNG_IMAGE_VERSION;
    head.width = static_cast<png_uint_32>(picture.width);
    head.height = static_cast<png_uint_32>(picture.height);
    head.format = PNG_FORMAT_RGBA;
    png_alloc_size_t size = 0;
    REQUIRE(png_image_write_to_memory(
                &head, nullptr, &size, 0, picture.pixels.data(), 0, nullptr) != 0);
    Bytes bytes(size);
    REQUIRE(png_image_write_to_memory(
                &head, bytes.data(), &size, 0, picture.pixels.data(), 0, nullptr) != 0);
    bytes.resize(size);
    return bytes;
}

/// Opaque, transparent and half transparent pixels.
Rgba sample(int width, int height) {
    Rgba picture{width, height, {}};
    for (int at = 0; at < width * height; ++at) {
        const auto value = static_cast<std::uint8_t>(at % 251);
        picture.pixels.insert(
            picture.pixels.end(), {value, static_cast<std::uint8_t>(255 - value), 7,
                                      static_cast<std::uint8_t>(at % 3 * 127)});
    }
    return picture;
}

}  // namespace

TEST_CASE("a PNG gives back the pixels that were written, with their alpha") {
    const Rgba picture = sample(37, 61);
    const auto decoded = decode_png(encoded(picture), {});
    REQUIRE(decoded);
    CHECK(*decoded == picture);
}

TEST_CASE("a PNG past a limit is refused with its numbers before its pixels are read") {
    const Bytes wide = encoded(sample(65, 20));
    const auto too_wide = decode_png(wide, {.side_max = 64});
    REQUIRE_FALSE(too_wide);
    CHECK(too_wide.error().kind == ErrorKind::InvalidInput);
    CHECK(too_wide.error().context == "65 × 20 pixels; each side has 1 to 64");
    CHECK_FALSE(decode_png(wide, {.side_min = 21}));
    CHECK(decode_png(wide, {.side_min = 20, .side_max = 65}));
    CHECK_FALSE(decode_png(wide, {.bytes_max = wide.size() - 1}));
    CHECK(decode_png(wide, {.bytes_max = wide.size()}));
}

TEST_CASE("a PNG's size is read from its head, within the same limits") {
    Bytes wide = encoded(sample(65, 20));
    const auto size = png_size(wide, {});
    REQUIRE(size);
    CHECK(size->width == 65);
    CHECK(size->height == 20);
    CHECK_FALSE(png_size(wide, {.side_max = 64}));
    CHECK_FALSE(png_size(ByteView(wide).first(20), {}));
}

TEST_CASE("a PNG that is cut off anywhere, and what is none, is corrupt") {
    const Bytes whole = encoded(sample(20, 20));
    // The last chunk (IEND, 12 bytes) says nothing about pixels: libpng does not miss it.
    for (std::size_t size = 0; size + 12 < whole.size(); ++size) {
        CAPTURE(size);
        const auto cut = decode_png(ByteView(whole).first(size), {});
        REQUIRE_FALSE(cut);
        CHECK(cut.error().kind == ErrorKind::Corrupt);
    }
    const std::string text = "\x89PNG, said the file, and was none";
    CHECK_FALSE(decode_png(bytes_of(text), {}));
}
