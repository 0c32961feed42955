// «Ниже»: everything that is touched stands in the lower half of a standing panel.

#include <algorithm>

#include <catch2/catch.hpp>

#include "kiosk/fit/misfit.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/panels.h"

using namespace otk;
using namespace otk::kiosk;

namespace {

constexpr look::Panel others[]{
    {1080, 1920, 165.2F, 293.8F},  // 13.3 inches
    {1080, 1920, 193.6F, 344.2F},  // 15.6 inches
    {1080, 1920, 535.7F, 952.3F},  // 43 inches
};

/// Every sheet of the scene.
void check_scene(pictures::Renderer& renderer, pictures::Scene scene, const look::Panel& panel) {
    const float middle = static_cast<float>(panel.height_px) / 2;
    for (scene.state.sheet = 0; scene.state.sheet < 40; ++scene.state.sheet) {
        const Frame frame = renderer.frame(scene);
        INFO(scene.name << ", sheet " << scene.state.sheet << ", " << panel.height_mm << " mm");
        for (const Item& item : frame.items) {
            if (!item.intent) continue;
            INFO(item.id);
            CHECK(item.rect.y >= middle - 1);
        }
        for (const fit::Misfit& misfit : fit::misfits_of(frame, panel)) {
            FAIL_CHECK(misfit.item << ": " << misfit.what);
        }
        const bool goes_on =
            std::any_of(frame.items.begin(), frame.items.end(), [](const Item& item) {
                return item.id == "next" && item.intent->kind == model::IntentKind::TurnTo;
            });
        if (!goes_on) return;
    }
    FAIL_CHECK(scene.name << ": sheets without end");
}

/// With speech there are five view keys, without it four.
void check_panel(const look::Panel& panel, look::TextSize size, bool is_spoken) {
    REQUIRE(look::offers_low_reach(panel));
    const auto look = test::look({.panel = panel, .text_size = size});
    pictures::Renderer renderer(look, test::sample_pictures());
    for (pictures::Scene& scene : test::gallery(look, {}, fit::Reach::Low)) {
        if (is_spoken) scene.state.spoken_languages = {"ru", "en"};
        check_scene(renderer, std::move(scene), panel);
    }
}

std::vector<std::string> view_keys_of(const look::Panel& panel, model::ViewOptions view) {
    const auto look = test::look({.panel = panel});
    pictures::Renderer renderer(look, test::sample_pictures());
    std::vector<std::string> keys;
    for (pictures::Scene& scene : test::gallery(look, "reception")) {
        if (scene.name != "reception-01-rating-ru") continue;
        scene.state.view = std::move(view);
        for (const Item& item : renderer.frame(scene).items) {
            if (item.intent && !item.id.starts_with("mark-")) keys.push_back(item.id);
        }
        return keys;
    }
    return keys;
}

}  // namespace

TEST_CASE("in low reach everything that is touched stands in the lower half") {
    check_panel(test::portrait, look::TextSize::Normal, false);
}
TEST_CASE("in low reach everything stands in the lower half at 200 %, five view keys among it") {
    check_panel(test::portrait, look::TextSize::Large, true);
}
TEST_CASE("in low reach everything stands in the lower half of every standing panel", "[.long]") {
    check_panel(test::portrait, look::TextSize::Normal, true);
    check_panel(test::portrait, look::TextSize::Large, false);
    for (const look::Panel& panel : others) {
        for (const look::TextSize size : {look::TextSize::Normal, look::TextSize::Large}) {
            check_panel(panel, size, false);
            check_panel(panel, size, true);
        }
    }
}

TEST_CASE("low reach is offered beside the other views, where a panel stands and is high") {
    using Keys = std::vector<std::string>;
    CHECK(view_keys_of(test::portrait, {}) == Keys{"larger", "language"});
    CHECK(view_keys_of(test::portrait, {.high_contrast = true}) ==
          Keys{"larger", "contrast", "lower", "language"});
    CHECK(view_keys_of(test::portrait, {.low = true}) ==
          Keys{"larger", "contrast", "lower", "language"});
    for (const look::Panel& panel : {test::landscape, test::upright_ten_inch}) {
        CHECK_FALSE(look::offers_low_reach(panel));
        CHECK(
            view_keys_of(panel, {.high_contrast = true}) == Keys{"larger", "contrast", "language"});
    }
}
