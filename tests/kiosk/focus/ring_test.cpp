// The ring is drawn over a finished frame: it stays on the panel, covers no other target, and
// repaints nothing but itself.

#include <algorithm>

#include <imgui.h>
#include <catch2/catch.hpp>

#include "kiosk/focus/stops.h"
#include "kiosk/raster/damage.h"
#include "kiosk/screens/screens.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/panels.h"

namespace otk::test {

using namespace kiosk;

namespace {

/// A line's smoothed edge reaches half a pixel and its rounding to whole ones another.
constexpr float smooth_px = 1.1F;

Rect hull_of(const ImDrawList& list, int first_vertex) {
    Rect hull{1e6F, 1e6F, 0, 0};
    float right = 0;
    float bottom = 0;
    for (int at = first_vertex; at < list.VtxBuffer.Size; ++at) {
        const ImVec2& point = list.VtxBuffer[at].pos;
        hull.x = std::min(hull.x, point.x);
        hull.y = std::min(hull.y, point.y);
        right = std::max(right, point.x);
        bottom = std::max(bottom, point.y);
    }
    hull.width = right - hull.x;
    hull.height = bottom - hull.y;
    return hull;
}

bool overlap(const Rect& a, const Rect& b, float by) {
    return a.x + by < b.x + b.width && b.x + by < a.x + a.width && a.y + by < b.y + b.height &&
           b.y + by < a.y + a.height;
}

void check_rings(const look::Panel& panel) {
    const auto look = test::look({.panel = panel});
    pictures::Renderer renderer(look, sample_pictures());
    const Rect bounds{
        0, 0, static_cast<float>(panel.width_px), static_cast<float>(panel.height_px)};
    for (const pictures::Scene& scene : gallery(look)) {
        Frame frame = renderer.frame(scene);
        for (const Item* const stop : focus::stops_of(frame.items)) {
            const int before = frame.draw->VtxBuffer.Size;
            screens::draw_focus(scene.state, *look, stop->id, frame);
            INFO(scene.name << ": " << stop->id);
            CHECK(frame.focused == stop->id);
            const Rect ring = hull_of(*frame.draw, before);
            CHECK(ring.width > stop->rect.width);
            CHECK(ring.height > stop->rect.height);
            CHECK((ring.x >= bounds.x - smooth_px && ring.y >= bounds.y - smooth_px));
            CHECK(ring.x + ring.width <= bounds.width + smooth_px);
            CHECK(ring.y + ring.height <= bounds.height + smooth_px);
            for (const Item* const other : focus::stops_of(frame.items)) {
                if (other == stop) continue;
                INFO("beside " << other->id);
                CHECK_FALSE(overlap(ring, other->rect, 2 * smooth_px));
            }
        }
    }
}

pictures::Scene first_screen(const std::shared_ptr<const look::Look>& look) {
    return scene_named(look, "reception-01-rating-ru");
}

}  // namespace

TEST_CASE("each ring lies on the panel and covers no other target") {
    check_rings(portrait);
}
TEST_CASE("each ring of a lying panel of 7 inches covers no other target") {
    check_rings(seven_inch);
}
// Long: ctest -C long (scripts/check long).
TEST_CASE("each ring of a standing panel of 10 inches covers no other target", "[.long]") {
    check_rings(upright_ten_inch);
}

TEST_CASE("an item that is no target, or is not there, gets no ring") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    pictures::Scene scene = first_screen(look);
    for (const char* id : {"question", "nothing", ""}) {
        scene.focused = id;
        CHECK(renderer.frame(scene).focused.empty());
    }
}

TEST_CASE("a ring that moves repaints the two rings and nothing else") {
    const auto look = test::look({.panel = portrait});
    pictures::Renderer renderer(look);
    pictures::Scene scene = first_screen(look);
    raster::DamageFinder finder;
    const raster::Area bounds{0, 0, portrait.width_px, portrait.height_px};
    const auto areas_with = [&](const char* focused) {
        scene.focused = focused;
        const Frame frame = renderer.frame(scene);
        raster::Picture picture;
        picture.read(*frame.draw, bounds);
        return finder.update(picture);
    };
    areas_with("");
    const Frame frame = renderer.frame(scene);
    const Rect one = focus::stop_named(frame.items, "mark-1")->rect;
    const Rect two = focus::stop_named(frame.items, "mark-2")->rect;
    areas_with("mark-1");
    const std::vector<raster::Area> areas = areas_with("mark-2");
    REQUIRE_FALSE(areas.empty());
    constexpr auto tile = static_cast<float>(raster::DamageFinder::tile_size);
    const float around = look->px(4) + tile;
    for (const raster::Area& area : areas) {
        CHECK(static_cast<float>(area.left) >= one.x - around);
        CHECK(static_cast<float>(area.right) <= two.x + two.width + around);
        CHECK(static_cast<float>(area.top) >= one.y - around);
        CHECK(static_cast<float>(area.bottom) <= one.y + one.height + around);
    }
    CHECK(areas_with("mark-2").empty());
}

}  // namespace otk::test
