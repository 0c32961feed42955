#include "drivers/picture/bitmap.h"

#include <catch2/catch.hpp>

using otk::picture::Bitmap;

TEST_CASE("a filled rectangle is black inside, white outside, and clipped") {
    Bitmap picture(21, 5);
    picture.fill(3, 1, 15, 2);
    picture.fill(-5, 4, 7, 9);
    picture.fill(30, 0, 5, 5);
    for (int y = -1; y < 6; ++y) {
        for (int x = -1; x < 23; ++x) {
            const bool first = x >= 3 && x < 18 && y >= 1 && y < 3;
            const bool second = x >= 0 && x < 2 && y == 4;
            CHECK(picture.is_black(x, y) == (first || second));
        }
    }
    CHECK(picture.row_bytes() == 3);
    CHECK(picture.rows(1, 1)[0] == 0b0001'1111);
}

TEST_CASE("a stamp doubles dots in each direction by itself") {
    Bitmap dot(2, 1);
    dot.fill(1, 0, 1, 1);
    Bitmap picture(8, 8);
    picture.stamp(dot, 1, 2, 2, 3);
    for (int y = 0; y < 8; ++y) {
        for (int x = 0; x < 8; ++x) {
            CHECK(picture.is_black(x, y) == (x >= 3 && x < 5 && y >= 2 && y < 5));
        }
    }
}

TEST_CASE("more height is white") {
    Bitmap picture(8, 1);
    picture.fill(0, 0, 8, 1);
    picture.set_height(2);
    CHECK(picture.is_black(0, 0));
    CHECK_FALSE(picture.is_black(0, 1));
}
