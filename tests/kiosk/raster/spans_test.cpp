#include <catch2/catch.hpp>

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/random.h"
#include "kiosk/raster/spans.h"

namespace otk::test {
namespace {

using kiosk::raster::Colour;

constexpr int longest = 23;  // a whole vector, one more, and what is left over

std::uint32_t any_rgb(Random& random) {
    return static_cast<std::uint32_t>(random.below(1U << 24U));
}

std::uint8_t any_byte(Random& random) {
    return static_cast<std::uint8_t>(random.below(256));
}

/// One channel with that alpha over another, to the nearest whole number.
std::uint32_t mixed(std::uint32_t over, std::uint32_t under, std::uint32_t alpha) {
    return (2 * (over * alpha + under * (255 - alpha)) + 255) / 510;
}

std::uint32_t laid_over(std::uint32_t rgb, std::uint32_t alpha, std::uint32_t under) {
    std::uint32_t pixel = 0;
    for (const unsigned shift : {0U, 8U, 16U})
        pixel |= mixed((rgb >> shift) & 0xFFU, (under >> shift) & 0xFFU, alpha) << shift;
    return pixel;
}

struct Run {
    std::vector<std::uint32_t> pixels;
    std::vector<std::uint8_t> alphas;
};

Run any_run(Random& random, int count) {
    Run run;
    for (int at = 0; at < count; ++at) {
        run.pixels.push_back(any_rgb(random));
        // Letters and shadows are of nothing and of all for the most part.
        const std::array<std::uint8_t, 4> kinds{0, 255, any_byte(random), any_byte(random)};
        run.alphas.push_back(kinds[random.below(kinds.size())]);
    }
    return run;
}

}  // namespace

TEST_CASE("a run of one colour is each pixel's nearest mixture, and no pixel more") {
    SeededRandom random(3);
    for (std::uint32_t alpha = 0; alpha < 256; ++alpha) {
        for (int count = 0; count <= longest; ++count) {
            CAPTURE(alpha, count);
            const Colour colour{any_rgb(random), alpha};
            Run run = any_run(random, longest + 1);
            std::vector<std::uint32_t> expected = run.pixels;
            for (int at = 0; at < count; ++at) {
                std::uint32_t& pixel = expected[static_cast<std::size_t>(at)];
                pixel = laid_over(colour.rgb, alpha, pixel);
            }
            kiosk::raster::blend_span(run.pixels.data(), count, colour);
            REQUIRE(run.pixels == expected);
        }
    }
}

TEST_CASE("a run of alphas thins the colour pixel by pixel, and no pixel more") {
    SeededRandom random(4);
    for (int round = 0; round < 6000; ++round) {
        const int count = round % (longest + 1);
        const Colour colour{any_rgb(random), round % 3 == 0 ? 255U : any_byte(random)};
        Run run = any_run(random, longest + 1);
        CAPTURE(round);
        std::vector<std::uint32_t> expected = run.pixels;
        for (std::size_t at = 0; at < static_cast<std::size_t>(count); ++at) {
            const std::uint32_t alpha = mixed(run.alphas[at], 0, colour.alpha);
            expected[at] = laid_over(colour.rgb, alpha, expected[at]);
        }
        kiosk::raster::blend_alphas(run.pixels.data(), run.alphas.data(), count, colour);
        REQUIRE(run.pixels == expected);
    }
}

TEST_CASE("two rows of alphas mix to the nearest") {
    SeededRandom random(5);
    for (std::uint32_t share = 0; share < 256; ++share) {
        CAPTURE(share);
        std::vector<std::uint8_t> x;
        std::vector<std::uint8_t> y;
        std::vector<std::uint8_t> expected;
        for (int at = 0; at < 2 * longest; ++at) {
            x.push_back(any_byte(random));
            y.push_back(any_byte(random));
            expected.push_back(static_cast<std::uint8_t>(mixed(x.back(), y.back(), share)));
        }
        std::vector<std::uint8_t> found(x.size());
        kiosk::raster::mix_alphas(found.data(), x.data(), y.data(), x.size(), share);
        REQUIRE(found == expected);
    }
}

TEST_CASE("what stands in a pixel's unused byte does not stay there") {
    std::array<std::uint32_t, 5> pixels{};
    pixels.fill(0xFF102030U);
    kiosk::raster::blend_span(pixels.data(), 5, {0x00405060U, 128});
    for (const std::uint32_t pixel : pixels)
        CHECK(pixel >> 24U == 0);
}

}  // namespace otk::test
