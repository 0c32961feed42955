#include <catch2/catch.hpp>

#include <array>

#include "core/base/random.h"
#include "tests/kiosk/raster/canvas.h"

namespace otk::test {
namespace {

using kiosk::raster::Area;
using kiosk::raster::Picture;
using kiosk::raster::Texture;

constexpr std::uint32_t grey = 0x00808080;

float any_float(Random& random, int bound) {
    return static_cast<float>(random.below(static_cast<std::uint64_t>(bound) * 64)) / 64.0F;
}

ImU32 any_colour(Random& random) {
    return static_cast<ImU32>(random.below(1ULL << 32U));
}

void require_like_reference(Canvas& canvas, int difference_max) {
    const auto painted = canvas.paint(grey);
    const auto expected = paint_by_reference(canvas.list(), canvas.area(), grey);
    REQUIRE(largest_difference(painted, expected) <= difference_max);
}

}  // namespace

TEST_CASE("a solid rectangle fills exactly the pixels whose centres it holds") {
    Canvas canvas(8, 4);
    canvas.list().AddRectFilled(ImVec2(1, 1), ImVec2(3.5F, 2), IM_COL32(0x12, 0x34, 0x56, 255));
    const auto pixels = canvas.paint(0x00FFFFFF);
    for (int y = 0; y < 4; ++y) {
        for (int x = 0; x < 8; ++x) {
            // The centre of column 3 lies on the right edge, which is not the rectangle's.
            const bool is_inside = y == 1 && (x == 1 || x == 2);
            REQUIRE(pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(8) +
                           static_cast<std::size_t>(x)] == (is_inside ? 0x00123456U : 0x00FFFFFFU));
        }
    }
}

TEST_CASE("a half transparent rectangle mixes with what lies under it") {
    Canvas canvas(2, 2);
    canvas.list().AddRectFilled(ImVec2(0, 0), ImVec2(2, 2), IM_COL32(255, 0, 0, 51));  // a fifth
    const auto pixels = canvas.paint(0x000000FF);
    REQUIRE(pixels[0] == 0x003300CCU);
}

TEST_CASE("a vertical gradient goes evenly from the upper to the lower colour") {
    Canvas canvas(3, 256);
    const ImU32 black = IM_COL32(0, 0, 0, 255);
    const ImU32 white = IM_COL32(255, 255, 255, 255);
    canvas.list().AddRectFilledMultiColor(ImVec2(0, 0), ImVec2(3, 256), black, black, white, white);
    REQUIRE(canvas.picture().primitives().at(0).kind == Picture::Kind::VerticalGradient);
    const auto pixels = canvas.paint(grey);
    REQUIRE(pixels[0] == 0x00000000U);
    REQUIRE(pixels[3 * 128] == 0x00808080U);
    REQUIRE(pixels[3 * 255] == 0x00FFFFFFU);
}

TEST_CASE("a letter is painted texel by texel") {
    Canvas canvas(64, 32);
    canvas.list().AddText(ImVec2(3, 5), IM_COL32(10, 20, 30, 255), "Qg8");
    const Picture picture = canvas.picture();
    for (const Picture::Primitive& primitive : picture.primitives()) {
        REQUIRE(primitive.kind == Picture::Kind::TexturedRect);
    }
    require_like_reference(canvas, 1);
}

TEST_CASE("a letter between pixels or at another size is smoothed as a GPU does") {
    Canvas canvas(96, 48);
    canvas.list().AddText(ImGui::GetFont(), 29.5F, ImVec2(3, 5), IM_COL32(10, 20, 30, 220), "Qg8");
    require_like_reference(canvas, 3);
}

TEST_CASE("smoothed shapes look as the reference paints them") {
    Canvas canvas(200, 200);
    ImDrawList& list = canvas.list();
    list.AddRectFilled(ImVec2(10.25F, 12), ImVec2(180, 90.5F), IM_COL32(250, 240, 20, 255), 22);
    list.AddRect(ImVec2(10.25F, 12), ImVec2(180, 90.5F), IM_COL32(10, 20, 60, 255), 22, 0, 3);
    list.AddCircleFilled(ImVec2(90, 130.5F), 44.3F, IM_COL32(200, 60, 40, 180));
    list.AddCircle(ImVec2(90, 130.5F), 44.3F, IM_COL32(0, 0, 0, 255), 0, 4);
    list.AddBezierCubic(ImVec2(60, 150), ImVec2(80, 120), ImVec2(100, 120), ImVec2(120, 150),
        IM_COL32(0, 90, 0, 255), 6);
    list.AddTriangleFilled(
        ImVec2(150, 110), ImVec2(190, 190), ImVec2(140, 170), IM_COL32(0, 0, 255, 90));
    require_like_reference(canvas, 2);
}

TEST_CASE("any quads and triangles look as the reference paints them") {
    Canvas canvas(64, 64);
    SeededRandom random(20261122);
    for (int round = 0; round < 60; ++round) {
        CAPTURE(round);
        canvas.clear();
        for (int shape = 0; shape < 6; ++shape) {
            const std::array<ImVec2, 4> at{
                ImVec2(any_float(random, 80) - 8, any_float(random, 80) - 8),
                ImVec2(any_float(random, 80) - 8, any_float(random, 80) - 8),
                ImVec2(any_float(random, 80) - 8, any_float(random, 80) - 8),
                ImVec2(any_float(random, 80) - 8, any_float(random, 80) - 8)};
            const ImU32 colour = any_colour(random);
            if (shape % 3 == 0) canvas.list().AddRectFilled(at[0], at[1], colour);
            if (shape % 3 == 1) canvas.list().AddTriangleFilled(at[0], at[1], at[2], colour);
            if (shape % 3 == 2) {
                canvas.list().AddRectFilledMultiColor(at[0], at[1], colour, any_colour(random),
                    any_colour(random), any_colour(random));
            }
        }
        // A flat difference of rounding may add up over six layers.
        require_like_reference(canvas, 6);
    }
}

TEST_CASE("a coloured texture is stretched and tinted") {
    Canvas canvas(40, 40);
    const std::array<std::uint8_t, 16> rgba{
        255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 128, 255, 255, 255, 0};
    const Texture texture{Texture::Format::Rgba32, rgba.data(), 2, 2, 1};
    canvas.list().AddImage(const_cast<Texture*>(&texture), ImVec2(2, 3), ImVec2(37, 31.5F),
        ImVec2(0, 0), ImVec2(1, 1), IM_COL32(255, 200, 255, 230));
    require_like_reference(canvas, 3);
}

TEST_CASE("nothing is painted outside a command's clip rectangle or the asked area") {
    Canvas canvas(32, 32);
    canvas.list().PushClipRect(ImVec2(4, 4), ImVec2(20, 20), true);
    canvas.list().AddCircleFilled(ImVec2(16, 16), 14, IM_COL32(255, 0, 0, 255));
    canvas.list().PopClipRect();
    auto pixels = canvas.filled(grey);
    const Area asked{10, 0, 32, 12};
    canvas.paint_into(pixels, asked);
    const auto whole = canvas.paint(grey);
    for (int y = 0; y < 32; ++y) {
        for (int x = 0; x < 32; ++x) {
            const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(32) +
                            static_cast<std::size_t>(x);
            if (x < 4 || y < 4 || x >= 20 || y >= 20) REQUIRE(whole[at] == grey);
            const bool is_asked = x >= asked.left && y < asked.bottom;
            REQUIRE(pixels[at] == (is_asked ? whole[at] : grey));
        }
    }
}

TEST_CASE("an empty list paints nothing") {
    Canvas canvas(4, 4);
    REQUIRE(canvas.picture().primitives().empty());
    REQUIRE(canvas.paint(grey) == canvas.filled(grey));
}

}  // namespace otk::test
