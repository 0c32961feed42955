#include "kiosk/shell/staff_call.h"

#include <catch2/catch.hpp>

using namespace otk::kiosk;
using shell::StaffCall;

namespace {

constexpr look::Panel panel{1080, 1920, 267.84F, 476.16F};
constexpr float in_corner_x = 1070;
constexpr float in_corner_y = 10;

}  // namespace

TEST_CASE("a finger that lies three seconds in the upper right corner calls staff's pages once") {
    StaffCall corner(panel);
    CHECK(corner.next_ms() == StaffCall::no_deadline);
    corner.down(1, in_corner_x, in_corner_y, 1'000);
    corner.move(1, in_corner_x - 20, in_corner_y + 30);
    CHECK(corner.next_ms() == 4'000);
    CHECK_FALSE(corner.take(3'999));
    CHECK(corner.take(4'000));
    CHECK_FALSE(corner.take(9'000));
    CHECK(corner.next_ms() == StaffCall::no_deadline);
    corner.up(1);
    corner.down(2, in_corner_x, in_corner_y, 20'000);
    CHECK(corner.take(23'000));
}

TEST_CASE("a finger that leaves the corner or is lifted calls nobody") {
    StaffCall corner(panel);
    corner.down(1, in_corner_x, in_corner_y, 0);
    corner.move(1, 900, in_corner_y);
    corner.move(1, in_corner_x, in_corner_y);
    CHECK_FALSE(corner.take(3'000));
    corner.up(1);
    corner.down(1, in_corner_x, in_corner_y, 5'000);
    corner.up(1);
    CHECK_FALSE(corner.take(9'000));
}

TEST_CASE("no other place and no second finger counts") {
    StaffCall corner(panel);
    corner.down(1, 10, in_corner_y, 0);
    CHECK_FALSE(corner.take(3'000));
    corner.up(1);
    corner.down(1, in_corner_x, 200, 0);
    CHECK_FALSE(corner.take(3'000));
    corner.down(2, in_corner_x, in_corner_y, 4'000);
    CHECK_FALSE(corner.take(9'000));
    corner.up(1);
    corner.up(2);
    corner.down(3, in_corner_x, in_corner_y, 10'000);
    corner.down(4, 500, 500, 11'000);
    CHECK_FALSE(corner.take(13'000));
}

TEST_CASE("the corner is as large on every panel") {
    StaffCall corner({3840, 2160, 952.3F, 535.7F});
    const float px_per_mm = 3840 / 952.3F;
    corner.down(1, 3840 - 24 * px_per_mm, 24 * px_per_mm, 0);
    CHECK(corner.take(3'000));
    corner.up(1);
    corner.panel_changed(panel);
    corner.down(1, in_corner_x, in_corner_y, 0);
    CHECK(corner.take(3'000));
}

TEST_CASE("Back and Help of the keypad, held together, call as well") {
    using focus::KeyRole;
    StaffCall call(panel);
    call.key_down(KeyRole::Help, 0);
    CHECK_FALSE(call.take(9'000));
    call.key_down(KeyRole::Back, 10'000);
    call.key_down(KeyRole::Back, 12'000);  // repeats itself
    CHECK(call.next_ms() == 13'000);
    CHECK_FALSE(call.take(12'999));
    CHECK(call.take(13'000));
    call.key_down(KeyRole::Back, 14'000);
    CHECK_FALSE(call.take(20'000));
    call.key_up(KeyRole::Back);
    call.key_down(KeyRole::Back, 30'000);
    call.key_up(KeyRole::Help);
    CHECK_FALSE(call.take(40'000));
}
