#include "kiosk/pictures/palette.h"

#include <cstdlib>
#include <set>

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

namespace otk::kiosk::pictures {
namespace {

Image row_of(std::vector<std::uint32_t> colours) {
    const int width = static_cast<int>(colours.size());
    return {width, 1, std::move(colours)};
}

std::uint32_t shown(const IndexedImage& image, std::size_t at) {
    return image.palette.at(image.pixels.at(at));
}

int apart(std::uint32_t a, std::uint32_t b, unsigned shift) {
    return std::abs(
        static_cast<int>((a >> shift) & 0xFFU) - static_cast<int>((b >> shift) & 0xFFU));
}

}  // namespace

TEST_CASE("colours that have room stay as they are") {
    const Image image = row_of({0x12222B, 0xFBF9F4, 0xD6453B, 0x12222B});
    const IndexedImage few = indexed(image, 3);
    CHECK(few.palette.size() == 3);
    for (std::size_t at = 0; at < image.pixels.size(); ++at)
        CHECK(shown(few, at) == image.pixels[at]);
}

TEST_CASE("with too many colours those of areas stay, and shades become fewer") {
    std::vector<std::uint32_t> colours(900, 0xFFFFFF);
    colours.insert(colours.end(), 900, 0x12222B);
    for (std::uint32_t grey = 0x20; grey < 0xF0; ++grey)
        colours.push_back((grey << 16U) | (grey << 8U) | grey);
    const Image image = row_of(colours);
    const IndexedImage few = indexed(image, 16);
    CHECK(few.palette.size() == 16);
    CHECK(shown(few, 0) == 0xFFFFFF);
    CHECK(shown(few, 900) == 0x12222B);
    // Sixteen colours over 208 greys: 14 beside the two areas', so each stands for about 15.
    for (std::size_t at = 1800; at < image.pixels.size(); ++at)
        CHECK(apart(shown(few, at), image.pixels[at], 8) <= 30);
}

TEST_CASE("every colour of the palette is one of the picture's, and none stands there twice") {
    std::vector<std::uint32_t> colours;
    for (std::uint32_t at = 0; at < 5'000; ++at)
        colours.push_back(at * 2'654'435'761U & 0xFFFFFFU);
    const IndexedImage few = indexed(row_of(colours), 256);
    const std::set<std::uint32_t> all(colours.begin(), colours.end());
    CHECK(std::set<std::uint32_t>(few.palette.begin(), few.palette.end()).size() == 256);
    for (const std::uint32_t colour : few.palette)
        CHECK(all.contains(colour));
}

TEST_CASE("a picture without pixels has no colours") {
    CHECK(indexed({0, 0, {}}, 16).palette.empty());
}

TEST_CASE("a PNG with a palette is read back with the same pixels") {
    const test::TemporaryFolder folder;
    const Image image = row_of({0x12222B, 0xFBF9F4, 0xD6453B, 0x12222B, 0x000000});
    REQUIRE(write_png(folder / "few.png", indexed(image, 16)).has_value());
    const Result<Image> read = read_png(folder / "few.png");
    REQUIRE(read.has_value());
    CHECK(read->pixels == image.pixels);
    const Result<void> refused = write_png(folder.path() / "none" / "few.png", indexed(image, 16));
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::Io);
}

}  // namespace otk::kiosk::pictures
