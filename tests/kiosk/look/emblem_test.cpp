#include "kiosk/look/emblem.h"

#include <array>

#include <catch2/catch.hpp>

using namespace otk;
using kiosk::look::Emblem;

namespace {

constexpr std::array<std::uint8_t, 4> red{255, 0, 0, 255};
constexpr std::array<std::uint8_t, 4> clear{0, 0, 0, 0};

/// The left half red, the right half not there.
image::Rgba halves(int width, int height) {
    image::Rgba picture{width, height, {}};
    for (int at = 0; at < width * height; ++at) {
        const auto& colour = at % width * 2 < width ? red : clear;
        picture.pixels.insert(picture.pixels.end(), colour.begin(), colour.end());
    }
    return picture;
}

std::array<int, 4> pixel(const Emblem& emblem, int x, int y) {
    const image::Rgba& picture = emblem.picture();
    const std::size_t at = static_cast<std::size_t>(y * picture.width + x) * 4;
    return {
        picture.pixels[at], picture.pixels[at + 1], picture.pixels[at + 2], picture.pixels[at + 3]};
}

}  // namespace

TEST_CASE("an emblem keeps its shape and its colours at any height") {
    const Emblem same(halves(40, 20), 20);
    CHECK(same.picture() == halves(40, 20));
    const Emblem small(halves(40, 20), 5);
    CHECK(small.picture().width == 10);
    CHECK(small.picture().height == 5);
    CHECK(small.width_of_height() == 2.0F);
    CHECK(pixel(small, 0, 0) == std::array<int, 4>{255, 0, 0, 255});
    CHECK(pixel(small, 9, 4)[3] == 0);
    const Emblem large(halves(4, 4), 12);
    CHECK(large.picture().width == 12);
    CHECK(pixel(large, 5, 5) == std::array<int, 4>{255, 0, 0, 255});
    CHECK(pixel(large, 6, 5)[3] == 0);
}

TEST_CASE("a pixel on a rim is half there and not darker") {
    // Six columns into three: the border between the halves goes through the middle one.
    const Emblem small(halves(6, 6), 3);
    CHECK(pixel(small, 1, 1)[3] == 128);
    CHECK(pixel(small, 1, 1)[0] == 255);
}
