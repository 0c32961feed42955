#include <catch2/catch.hpp>

#include "kiosk/look/atlas.h"
#include "kiosk/look/glyphs.h"
#include "kiosk/look/look.h"

using namespace otk::kiosk::look;

namespace {

bool overlap(const Atlas::Place& a, const Atlas::Place& b, int side) {
    return a.x < b.x + side && b.x < a.x + side && a.y < b.y + side && b.y < a.y + side;
}

}  // namespace

TEST_CASE("boxes in the atlas neither overlap nor touch") {
    Atlas atlas(256);
    constexpr int side = 30;
    std::vector<Atlas::Place> places;
    for (int count = 0; count < 40; ++count) {
        const auto place = atlas.take(side, side);
        REQUIRE(place);
        for (const Atlas::Place& other : places) CHECK_FALSE(overlap(*place, other, side + 1));
        CHECK(place->x + side < 256);
        places.push_back(*place);
    }
}

TEST_CASE("a box wider than the atlas, or one too many, has no place") {
    Atlas atlas(256);
    CHECK_FALSE(atlas.take(256, 1));
    CHECK(atlas.take(255, Atlas::height / 2));
    CHECK(atlas.is_nearly_full());
    CHECK_FALSE(atlas.take(255, Atlas::height / 2));
}

TEST_CASE("a cleared atlas is empty, white at its white pixel, and says that it changed") {
    Atlas atlas(256);
    const auto place = atlas.take(10, Atlas::rows_enough);
    REQUIRE(place);
    *atlas.row(*place, 5) = 77;
    const std::uint64_t before = atlas.revision();
    atlas.clear();
    CHECK(*atlas.row(*place, 5) == 0);
    CHECK_FALSE(atlas.is_nearly_full());
    CHECK(atlas.revision() != before);
    for (int down = -1; down <= 1; ++down) {
        for (int right = -1; right <= 1; ++right) {
            CHECK(*atlas.row({atlas.white().x + right, atlas.white().y}, down) == 255);
        }
    }
}

TEST_CASE("an atlas that lies where another one lay has a revision of its own") {
    const std::uint64_t before = Atlas(256).revision();
    CHECK(Atlas(256).revision() != before);
}

TEST_CASE("each band tells whether something was painted in it, until the atlas is cleared") {
    Atlas atlas(256);
    const Atlas::Bands before = atlas.bands();
    CHECK(before[0] == 1);  // the white pixel
    CHECK(before[1] == 0);
    // Higher than what is left of the first band: a shelf of its own that reaches into the third.
    const auto place = atlas.take(10, 2 * Atlas::band_rows);
    REQUIRE(place);
    CHECK(atlas.bands()[0] == before[0] + 1);
    CHECK(atlas.bands()[1] == 1);
    CHECK(atlas.bands()[2] == 1);
    CHECK(atlas.bands()[3] == 0);
    // Beside it: the same bands are another time.
    REQUIRE(atlas.take(10, 2 * Atlas::band_rows));
    CHECK(atlas.bands()[2] == 2);
    atlas.clear();
    CHECK(atlas.bands() == before);
}

TEST_CASE("a letter is painted once, when it is first drawn") {
    const auto look = Look::create({.panel = {}, .wording = {}});
    REQUIRE(look);
    Glyphs& glyphs = (*look)->glyphs();
    const Glyph* first = glyphs.find(Type::Poster1, U'Ж');
    REQUIRE(first != nullptr);
    CHECK(first == glyphs.find(Type::Poster1, U'Ж'));
    CHECK(first != glyphs.find(Type::Title7, U'Ж'));
    CHECK(glyphs.find(Type::Poster1, U' ') == nullptr);
    CHECK(glyphs.find(Type::Poster1, U'→') == nullptr);
    // Capitals as high as the ladder asks: 33 mm on this panel, to a pixel of hinting.
    CHECK(first->y1 - first->y0 == Approx((*look)->px(33)).margin(2.0));
}

TEST_CASE("looks share their fonts") {
    const auto first = Look::create({.panel = {}, .wording = {}});
    REQUIRE(first);
    const auto second = Look::create({.panel = {}, .theme = Theme::HighContrast,
        .fonts = (*first)->fonts(), .wording = {}});
    REQUIRE(second);
    CHECK((*second)->fonts() == (*first)->fonts());
}
