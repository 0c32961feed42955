#include <catch2/catch.hpp>

#include <vector>

#include "core/base/random.h"
#include "kiosk/raster/triangle.h"

namespace otk::test {
namespace {

using kiosk::raster::TriangleRows;

constexpr int size = 48;

void count(const TriangleRows& rows, std::vector<int>& hits) {
    if (rows.is_empty()) return;
    for (int y = 0; y < size; ++y) {
        if (y < rows.area().top || y >= rows.area().bottom) continue;
        const TriangleRows::Span span = rows.row(y);
        for (int x = std::max(0, span.left); x < std::min(size, span.right); ++x) {
            ++hits[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                   static_cast<std::size_t>(x)];
        }
    }
}

}  // namespace

TEST_CASE("triangles around a point cover each pixel of a square exactly once") {
    SeededRandom random(7);
    for (int round = 0; round < 500; ++round) {
        CAPTURE(round);
        const auto any = [&random] {
            return static_cast<float>(random.below(std::uint64_t{size} * 512)) / 512.0F;
        };
        const TriangleRows::Corner middle{any(), any()};
        const TriangleRows::Corner a{0, 0};
        const TriangleRows::Corner b{size, 0};
        const TriangleRows::Corner c{size, size};
        const TriangleRows::Corner d{0, size};
        std::vector<int> hits(std::size_t{size} * size, 0);
        // Both ways round, as draw lists have them.
        count(TriangleRows(a, b, middle), hits);
        count(TriangleRows(c, b, middle), hits);
        count(TriangleRows(c, d, middle), hits);
        count(TriangleRows(a, d, middle), hits);
        for (const int hit : hits)
            REQUIRE(hit == 1);
    }
}

TEST_CASE("a triangle without area covers nothing") {
    REQUIRE(TriangleRows({1, 1}, {5, 5}, {9, 9}).is_empty());
    REQUIRE(TriangleRows({1, 1}, {1, 1}, {9, 9}).is_empty());
}

TEST_CASE("wild coordinates stay within bounds") {
    const TriangleRows rows({-1e30F, -1e30F}, {1e30F, -1e30F}, {0, 1e30F});
    const TriangleRows::Span span = rows.row(10);
    REQUIRE(span.left <= 0);
    REQUIRE(span.right >= size);
}

}  // namespace otk::test
