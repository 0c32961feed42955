#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/random.h"
#include "kiosk/raster/fan.h"

namespace otk::test {
namespace {

using kiosk::raster::Fan;

constexpr int size = 48;

void count(const Fan& fan, std::vector<int>& hits) {
    if (fan.is_empty()) return;
    Fan::Rows rows(fan, 0);
    for (int y = 0; y < size; ++y, rows.next()) {
        const Fan::Span span = rows.span();
        if (span.left >= span.right) continue;
        REQUIRE(y >= fan.area().top);
        REQUIRE(y < fan.area().bottom);
        REQUIRE(span.left >= fan.area().left);
        REQUIRE(span.right <= fan.area().right);
        for (int x = std::max(0, span.left); x < std::min(size, span.right); ++x) {
            ++hits[static_cast<std::size_t>(y) * static_cast<std::size_t>(size) +
                   static_cast<std::size_t>(x)];
        }
    }
}

/// A closed outline around the middle, its corners at even angles; `wild`: of how long a spoke
/// differs.
std::vector<Fan::Corner> outline(Random& random, std::size_t corners, float wild) {
    const auto part = [&random] { return static_cast<float>(random.below(1024)) / 1024.0F; };
    const float across = 4 + part() * 18;
    const float down = 4 + part() * 18;
    const float way = random.below(2) == 0 ? 1.0F : -1.0F;
    const float begin = part() * 6.3F;
    std::vector<Fan::Corner> all;
    for (std::size_t at = 0; at < corners; ++at) {
        const float angle =
            begin + way * 6.2831853F * static_cast<float>(at) / static_cast<float>(corners);
        const float spoke = 1 - wild * part();
        all.push_back({24 + spoke * across * std::cos(angle), 24 + spoke * down * std::sin(angle)});
    }
    return all;
}

/// True if all its corners were taken.
bool take(Fan& fan, const std::vector<Fan::Corner>& corners) {
    return std::all_of(corners.begin() + 3, corners.end(),
        [&fan](const Fan::Corner& corner) { return fan.add(corner); });
}

}  // namespace

TEST_CASE("a whole fan covers what its triangles cover, each pixel as often") {
    SeededRandom random(11);
    int whole = 0;
    for (int round = 0; round < 3000; ++round) {
        CAPTURE(round);
        const std::vector<Fan::Corner> corners =
            outline(random, 3 + random.below(40), round % 3 == 0 ? 0.4F : 0.002F);
        Fan fan(corners[0], corners[1], corners[2]);
        if (!take(fan, corners) || !fan.is_whole()) continue;
        ++whole;
        std::vector<int> hits(std::size_t{size} * size, 0);
        std::vector<int> expected = hits;
        count(fan, hits);
        for (std::size_t at = 2; at < corners.size(); ++at)
            count(Fan(corners[0], corners[at - 1], corners[at]), expected);
        REQUIRE(hits == expected);
    }
    REQUIRE(whole > 1000);
}

TEST_CASE("a row is the same wherever the rows begin") {
    SeededRandom random(12);
    const std::vector<Fan::Corner> corners = outline(random, 24, 0);
    Fan fan(corners[0], corners[1], corners[2]);
    REQUIRE(take(fan, corners));
    Fan::Rows rows(fan, -5);
    for (int y = -5; y < size + 5; ++y, rows.next()) {
        const Fan::Span span = Fan::Rows(fan, y).span();
        REQUIRE(rows.span().left == span.left);
        REQUIRE(rows.span().right == span.right);
    }
}

TEST_CASE("a fan takes no triangle that turns back, and is not whole in two pieces") {
    Fan fan({10, 10}, {30, 10}, {30, 30});
    REQUIRE_FALSE(fan.add({40, 20}));
    REQUIRE_FALSE(fan.add({20, 20}));
    REQUIRE(fan.add({10, 30}));
    REQUIRE(fan.is_whole());
    // From its corner every point is seen, and two of them hang down.
    Fan hanging({24, 0}, {40, 40}, {26, 20});
    REQUIRE(hanging.add({10, 40}));
    REQUIRE_FALSE(hanging.is_whole());
}

TEST_CASE("triangles around a point cover each pixel of a square exactly once") {
    SeededRandom random(7);
    for (int round = 0; round < 500; ++round) {
        CAPTURE(round);
        const auto any = [&random] {
            return static_cast<float>(random.below(std::uint64_t{size} * 512)) / 512.0F;
        };
        const Fan::Corner middle{any(), any()};
        const Fan::Corner a{0, 0};
        const Fan::Corner b{size, 0};
        const Fan::Corner c{size, size};
        const Fan::Corner d{0, size};
        std::vector<int> hits(std::size_t{size} * size, 0);
        // Both ways round, as draw lists have them.
        count(Fan(a, b, middle), hits);
        count(Fan(c, b, middle), hits);
        count(Fan(c, d, middle), hits);
        count(Fan(a, d, middle), hits);
        for (const int hit : hits)
            REQUIRE(hit == 1);
    }
}

TEST_CASE("a triangle without area covers nothing") {
    REQUIRE(Fan({1, 1}, {5, 5}, {9, 9}).is_empty());
    REQUIRE(Fan({1, 1}, {1, 1}, {9, 9}).is_empty());
}

TEST_CASE("wild coordinates stay within bounds") {
    const Fan fan({-1e30F, -1e30F}, {1e30F, -1e30F}, {0, 1e30F});
    const Fan::Span span = Fan::Rows(fan, 10).span();
    REQUIRE(span.left <= 0);
    REQUIRE(span.right >= size);
}

}  // namespace otk::test
