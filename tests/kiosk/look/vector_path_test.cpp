#include "kiosk/look/vector_path.h"

#include <catch2/catch.hpp>

using namespace otk::kiosk::look;

TEST_CASE("a pen that has gone part of its way has drawn the lines before and a piece of one") {
    // 3 along, 4 down; then 5 along in a line of its own.
    const std::vector<Polyline> lines{
        {.points = {{0, 0}, {3, 0}, {3, 4}}}, {.points = {{10, 10}, {15, 10}}}};
    CHECK(beginning_of(lines, 0).empty());
    const auto corner = beginning_of(lines, 0.25F);  // 3 of 12
    REQUIRE(corner.size() == 1);
    CHECK(corner[0].points.back().x == Approx(3));
    CHECK(corner[0].points.back().y == Approx(0));
    const auto down = beginning_of(lines, 0.5F);  // 6 of 12
    REQUIRE(down.size() == 1);
    REQUIRE(down[0].points.size() == 3);
    CHECK(down[0].points.back().y == Approx(3));
    const auto second = beginning_of(lines, 0.75F);  // 9 of 12
    REQUIRE(second.size() == 2);
    CHECK(second[1].points.back().x == Approx(12));
    const auto whole = beginning_of(lines, 1);
    REQUIRE(whole.size() == 2);
    CHECK(whole[1].points.back().x == Approx(15));
}
