#include <algorithm>
#include <string_view>

#include <catch2/catch.hpp>

#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/golden.h"
#include "tests/kiosk/screens/panels.h"

using namespace otk;
using namespace otk::kiosk;
using test::landscape;
using test::portrait;

namespace {

void compare(const test::LookWanted& wanted, std::initializer_list<std::string_view> names) {
    const auto look = test::look(wanted);
    pictures::Renderer renderer(look, test::sample_pictures());
    std::string series = look->is_landscape() ? "landscape" : "portrait";
    if (wanted.panel.width_mm > 500 && !look->is_landscape()) series += "-43-inch";
    if (look->is_large()) series += "-large";
    if (look->theme() == look::Theme::HighContrast) series += "-contrast";
    if (look->theme() == look::Theme::Dark) series += "-dark";
    if (look->emblem() != nullptr) series += "-emblem";
    std::vector<pictures::Scene> scenes = test::gallery(look);
    for (pictures::Scene& scene : test::staff_gallery(look))
        scenes.push_back(std::move(scene));
    for (const pictures::Scene& scene : scenes) {
        if (std::find(names.begin(), names.end(), scene.name) == names.end()) continue;
        test::compare_with_golden(series + "-" + scene.name, renderer.image(scene));
    }
}

constexpr look::Panel large_portrait{1080, 1920, 535.68F, 952.32F};

}  // namespace

TEST_CASE("portrait screens look like their golden pictures") {
    compare({.panel = portrait},
        {"reception-01-rating-ru", "reception-00-pressed-ru", "reception-01-rating-toast-2-ru",
            "reception-02-liked-ru", "service-02-criteria-answered-ru", "service-08-nps-ru",
            "reception-04-wish-answered-ru", "reception-thanks-ru", "reception-idle-ru",
            "reception-thanks-what-we-record-ru", "out-of-service-ru", "test-mode-ru",
            "staff-01-start_page-en", "every_kind-01-hello-ru", "every_kind-03-reasons-answered-ru",
            "every_kind-05-staff-answered-ru", "every_kind-06-before-answered-ru"});
}
TEST_CASE("portrait screens in high contrast look like their golden pictures") {
    compare({.panel = portrait, .theme = look::Theme::HighContrast},
        {"reception-01-rating-ru", "service-04-pains-answered-en",
            "every_kind-05-staff-answered-en"});
}
TEST_CASE("portrait screens at 200 % look like their golden pictures") {
    compare({.panel = portrait, .text_size = look::TextSize::Large},
        {"reception-01-rating-ru", "service-02-criteria-answered-en",
            "every_kind-05-staff-answered-en", "every_kind-06-before-ru"});
}
TEST_CASE("the first screen of a 43-inch panel looks like its golden picture") {
    compare({.panel = large_portrait}, {"reception-01-rating-ru"});
}
TEST_CASE("the dark theme and the owner's emblem look like their golden pictures") {
    compare({.panel = portrait, .theme = look::Theme::Dark, .emblem = test::sample_emblem()},
        {"reception-01-rating-ru"});
    compare({.panel = portrait, .emblem = test::sample_emblem()}, {"reception-02-liked-ru"});
}
TEST_CASE("the screen of a closed place looks like its golden pictures") {
    compare(
        {.panel = portrait, .theme = look::Theme::Dark}, {"closed-night-ru", "closed-holidays-en"});
    compare({.panel = landscape, .theme = look::Theme::Dark}, {"closed-weekend-ru"});
    compare(
        {.panel = portrait, .theme = look::Theme::HighContrast, .text_size = look::TextSize::Large},
        {"closed-lunch-ru"});
}
TEST_CASE("landscape screens look like their golden pictures") {
    compare(
        {.panel = landscape}, {"reception-01-rating-ru", "reception-01-rating-toast-2-ru",
                                  "reception-04-wish-answered-en", "reception-thanks-ru",
                                  "every_kind-05-staff-answered-ru", "every_kind-06-before-en"});
}
TEST_CASE("staff's pages look like their golden pictures") {
    compare({.panel = portrait},
        {"staff-mode-strip-paper-out-ru", "staff-mode-code-ru", "staff-mode-menu-ru",
            "staff-mode-slips-printing-ru", "staff-mode-slips-en", "staff-mode-place-day-ru",
            "staff-mode-cleaning-ru", "staff-mode-test-cells-ru"});
    compare({.panel = landscape},
        {"staff-mode-code-ru", "staff-mode-menu-ru", "staff-mode-slips-printing-ru"});
}
