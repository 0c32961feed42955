#include <catch2/catch.hpp>

#include "core/base/random.h"
#include "kiosk/raster/damage.h"
#include "tests/kiosk/raster/canvas.h"

namespace otk::test {
namespace {

using kiosk::raster::Area;
using kiosk::raster::DamageFinder;

void draw_ground(Canvas& canvas) {
    canvas.clear();
    canvas.list().AddRectFilled(ImVec2(0, 0), ImVec2(512, 512), IM_COL32(250, 245, 230, 255));
}

bool holds(const std::vector<Area>& areas, const Area& inner) {
    return std::any_of(areas.begin(), areas.end(),
        [&inner](const Area& area) { return intersection(area, inner) == inner; });
}

std::int64_t total(const std::vector<Area>& areas) {
    std::int64_t sum = 0;
    for (const Area& area : areas)
        sum += area.size();
    return sum;
}

}  // namespace

TEST_CASE("the first picture damages everything and the same picture nothing") {
    Canvas canvas(512, 512);
    DamageFinder finder;
    draw_ground(canvas);
    REQUIRE(finder.update(canvas.picture()) == std::vector<Area>{canvas.area()});
    draw_ground(canvas);
    REQUIRE(finder.update(canvas.picture()).empty());
    finder.forget();
    REQUIRE(finder.update(canvas.picture()) == std::vector<Area>{canvas.area()});
}

TEST_CASE("a changed colour damages its place and little more") {
    Canvas canvas(512, 512);
    DamageFinder finder;
    for (const ImU32 colour : {IM_COL32(255, 0, 0, 255), IM_COL32(0, 255, 0, 255)}) {
        draw_ground(canvas);
        canvas.list().AddRectFilled(ImVec2(100, 200), ImVec2(180, 260), colour, 12);
        const auto areas = finder.update(canvas.picture());
        if (colour == IM_COL32(0, 255, 0, 255)) {
            REQUIRE(holds(areas, {100, 200, 180, 260}));
            REQUIRE(total(areas) <= 128 * 96);
        }
    }
}

TEST_CASE("a removed shape damages the place where it was") {
    Canvas canvas(512, 512);
    DamageFinder finder;
    draw_ground(canvas);
    canvas.list().AddCircleFilled(ImVec2(300, 300), 20, IM_COL32(0, 0, 0, 255));
    static_cast<void>(finder.update(canvas.picture()));
    draw_ground(canvas);
    REQUIRE(holds(finder.update(canvas.picture()), {280, 280, 320, 320}));
}

TEST_CASE("the order of two overlapping shapes matters") {
    Canvas canvas(512, 512);
    DamageFinder finder;
    const auto draw = [&canvas](ImU32 lower, ImU32 upper) {
        draw_ground(canvas);
        canvas.list().AddRectFilled(ImVec2(10, 10), ImVec2(50, 50), lower);
        canvas.list().AddRectFilled(ImVec2(10, 10), ImVec2(50, 50), upper);
    };
    draw(IM_COL32(1, 1, 1, 255), IM_COL32(2, 2, 2, 255));
    static_cast<void>(finder.update(canvas.picture()));
    draw(IM_COL32(2, 2, 2, 255), IM_COL32(1, 1, 1, 255));
    REQUIRE(holds(finder.update(canvas.picture()), {10, 10, 50, 50}));
}

TEST_CASE("a texture with new pixels damages what shows it") {
    Canvas canvas(512, 512);
    DamageFinder finder;
    canvas.list().AddText(ImVec2(40, 40), IM_COL32_BLACK, "text");
    static_cast<void>(finder.update(canvas.picture()));
    canvas.texture().revision = 1;
    REQUIRE_FALSE(finder.update(canvas.picture()).empty());
}

TEST_CASE("repainting only the damage gives the same pixels as repainting all") {
    Canvas canvas(512, 512);
    DamageFinder finder;
    SeededRandom random(42);
    std::vector<std::uint32_t> panel = canvas.filled(0);
    for (int frame = 0; frame < 40; ++frame) {
        CAPTURE(frame);
        draw_ground(canvas);
        SeededRandom steady(9);
        const auto place = [](Random& source) { return static_cast<float>(source.below(480)); };
        for (int shape = 0; shape < 30; ++shape) {
            Random& source = random.below(10) == 0 ? static_cast<Random&>(random) : steady;
            const ImVec2 at(place(source), place(source));
            canvas.list().AddCircleFilled(at, 5 + static_cast<float>(source.below(40)),
                static_cast<ImU32>(source.below(1ULL << 32U)));
        }
        const auto areas = finder.update(canvas.picture());
        REQUIRE(areas.size() <= DamageFinder::areas_max);
        for (std::size_t a = 0; a < areas.size(); ++a) {
            for (std::size_t b = a + 1; b < areas.size(); ++b) {
                REQUIRE(intersection(areas[a], areas[b]).is_empty());
            }
        }
        for (const Area& area : areas)
            canvas.paint_into(panel, area);
        REQUIRE(panel == canvas.paint(0));
    }
}

}  // namespace otk::test
