#include <array>

#include <catch2/catch.hpp>

#include "kiosk/look/tracks.h"

using otk::kiosk::look::divide;
using otk::kiosk::look::share;
using otk::kiosk::look::Span;
using otk::kiosk::look::Track;

TEST_CASE("tracks without weight keep their least, the others share the rest by weight") {
    const std::array tracks{Track{.least = 10}, Track{.weight = 1}, Track{.weight = 3}};
    const std::vector<Span> spans = divide(5, 50, tracks);
    CHECK(spans[0].begin == 5);
    CHECK(spans[1].begin == 15);
    CHECK(spans[1].length == Approx(10));
    CHECK(spans[2].length == Approx(30));
    CHECK(spans[2].end() == Approx(55));
}

TEST_CASE("a track stops at its most and leaves the rest to the others") {
    const std::array tracks{Track{.least = 8, .weight = 1},
        Track{.least = 20, .weight = 1000, .most = 20}, Track{.least = 8, .weight = 1000, .most = 44}};
    const std::vector<Span> spans = divide(0, 100, tracks);
    CHECK(spans[0].length == Approx(36));
    CHECK(spans[1].length == Approx(20));
    CHECK(spans[2].length == Approx(44));
}

TEST_CASE("a track never falls under its least while the whole fits") {
    const std::array tracks{Track{.least = 40, .weight = 1}, Track{.least = 0, .weight = 9}};
    bool fits = false;
    const std::vector<Span> spans = divide(0, 60, tracks, &fits);
    CHECK(fits);
    CHECK(spans[0].length == Approx(40));
    CHECK(spans[1].length == Approx(20));
}

TEST_CASE("tracks that do not fit shrink alike and say so") {
    const std::array tracks{Track{.least = 60}, Track{.least = 60, .weight = 1}};
    bool fits = true;
    const std::vector<Span> spans = divide(0, 60, tracks, &fits);
    CHECK_FALSE(fits);
    CHECK(spans[0].length == Approx(30));
    CHECK(spans[1].length == Approx(30));
}

TEST_CASE("equal spans leave their gaps between them") {
    const std::vector<Span> spans = share(8, 100, 3, 5);
    REQUIRE(spans.size() == 3);
    CHECK(spans[0].begin == 8);
    CHECK(spans[0].length == Approx(30));
    CHECK(spans[1].begin == Approx(43));
    CHECK(spans[2].end() == Approx(108));
    CHECK(share(0, 10, 0, 1).empty());
}
