#include "drivers/picture/logo.h"

#include <catch2/catch.hpp>

#include "drivers/preview/png_file.h"

using namespace otk;
using picture::Bitmap;

TEST_CASE("a logo's dots are what is darker than half grey") {
    Bitmap drawn(20, 8);
    drawn.fill(2, 1, 9, 3);
    CHECK((picture::read_logo(preview::write_png(drawn).value()).value() == drawn));
    CHECK(picture::read_logo(bytes_of("no picture")).error().kind == ErrorKind::Corrupt);
    CHECK(picture::read_logo(preview::write_png(Bitmap(7, 20)).value()).error().kind ==
          ErrorKind::InvalidInput);
    CHECK(picture::read_logo(preview::write_png(Bitmap(1025, 20)).value()).error().kind ==
          ErrorKind::InvalidInput);
    CHECK(picture::read_logo(Bytes(70'000)).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("a scaled picture keeps its shape: half covered is black") {
    Bitmap large(40, 20);
    large.fill(0, 0, 20, 10);
    const Bitmap small = scaled_to_width(large, 10);
    CHECK(small.height() == 5);
    for (int y = 0; y < 5; ++y) {
        // Rows 8 to 11 of the large picture become row 2: two of the four are black.
        for (int x = 0; x < 10; ++x)
            CHECK(small.is_black(x, y) == (x < 5 && y <= 2));
    }
    CHECK((scaled_to_width(large, 40) == large));
    CHECK(scaled_to_width(large, 80).height() == 40);
    CHECK(scaled_to_width(Bitmap(100, 1), 10).height() == 1);
}
