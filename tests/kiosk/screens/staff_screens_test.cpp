#include <algorithm>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "kiosk/focus/stops.h"
#include "kiosk/look/theme.h"
#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/items.h"
#include "tests/kiosk/screens/panel_cases.h"

using namespace otk;
using namespace otk::kiosk;
using test::find;

namespace {

pictures::Scene scene_named(const std::shared_ptr<const look::Look>& look, std::string_view name) {
    return test::named(test::staff_gallery(look), name);
}

void check_geometry(std::span<const test::PanelCase> panels) {
    for (const test::PanelCase& on : panels) {
        const auto look = test::look({.panel = on.panel});
        pictures::Renderer renderer(look);
        for (pictures::Scene& scene : test::staff_gallery(look))
            test::check_sheets(renderer, scene, on);
    }
}

}  // namespace

TEST_CASE("staff's pages have room on the smallest panels and on the usual one") {
    check_geometry(std::span(test::panels).first(2));
    check_geometry(std::span(test::panels).subspan(5, 1));
    check_geometry(std::span(test::panels).subspan(10, 2));
}
TEST_CASE("staff's pages have room on every panel", "[.long]") {
    check_geometry(test::panels);
}

TEST_CASE("staff's pages have the contrast of all others") {
    for (const auto& [theme, least] : {std::pair{look::Theme::Light, 10.0},
             std::pair{look::Theme::Dark, 10.0}, std::pair{look::Theme::HighContrast, 15.0}}) {
        const auto look = test::look({.panel = test::portrait, .theme = theme});
        pictures::Renderer renderer(look);
        for (const pictures::Scene& scene : test::staff_gallery(look)) {
            for (const Item& item : renderer.frame(scene).items) {
                if (item.role == Role::Image) continue;
                INFO(scene.name << ": " << item.id);
                CHECK(look::contrast(item.foreground, item.background) >= least);
            }
        }
    }
}

TEST_CASE("the strip says what is wrong and what to do, and that nothing is lost") {
    const auto look = test::look({.panel = test::portrait});
    pictures::Renderer renderer(look);
    const Frame frame = renderer.frame(scene_named(look, "staff-mode-strip-paper-out-ru"));
    CHECK(frame.screen == "staff-strip");
    CHECK(find(frame, "status-paper")->label == "Нет бумаги. вставьте рулон, закройте крышку");
    CHECK(find(frame, "status-network")->label == "Нет сети. отправлено 24.11.2026");
    CHECK(find(frame, "status-unsent")->label == "312 не отправлено. ничего не потеряно");
    // Without paper a job cannot go on; with it, it can without a PIN.
    CHECK(find(frame, "resume") == nullptr);
    const Frame again = renderer.frame(scene_named(look, "staff-mode-strip-paused-ru"));
    REQUIRE(find(again, "resume") != nullptr);
    CHECK(find(again, "resume")->label == "Продолжить после замены бумаги");
    CHECK(find(again, "language") != nullptr);
    const Frame narrow = renderer.frame(scene_named(look, "staff-mode-strip-disk-fills-ru"));
    CHECK(
        find(narrow, "status-unsent")->label == "12 не отправлено. диск заполняется, позовите ИТ");
}

TEST_CASE("the number pad never says which digits were typed") {
    const auto look = test::look({.panel = test::portrait});
    pictures::Renderer renderer(look);
    const Frame frame = renderer.frame(scene_named(look, "staff-mode-code-ru"));
    CHECK(find(frame, "code")->label == "набрано цифр: 4");
    for (const char* id : {"digit-0", "digit-9", "erase", "submit", "back"}) {
        CAPTURE(id);
        CHECK(find(frame, id) != nullptr);
    }
}

TEST_CASE("the keypad's Back leads from every page of staff's to the one before or out") {
    const auto look = test::look({.panel = test::portrait});
    pictures::Renderer renderer(look);
    const auto back_from = [&](std::string_view scene) {
        const Frame frame = renderer.frame(scene_named(look, scene));
        const Item* const back = focus::way_back(frame.items);
        return back != nullptr ? back->id : std::string();
    };
    CHECK(back_from("staff-mode-strip-ru") == "leave");
    CHECK(back_from("staff-mode-code-ru") == "back");
    CHECK(back_from("staff-mode-menu-ru") == "leave");
    CHECK(back_from("staff-mode-slips-ru") == "menu");
    CHECK(back_from("staff-mode-preview-shown-ru") == "back-to-slips");
    CHECK(back_from("staff-mode-comfort-ru") == "menu");
    CHECK(back_from("staff-mode-place-day-ru") == "back-to-places");
    CHECK(back_from("staff-mode-restart-ru") == "back-to-about");
    CHECK(back_from("staff-mode-test-cells-ru") == "menu");
}

TEST_CASE("while the screen is wiped there is nothing to touch") {
    const auto look = test::look({.panel = test::portrait});
    pictures::Renderer renderer(look);
    const Frame frame = renderer.frame(scene_named(look, "staff-mode-cleaning-ru"));
    CHECK(find(frame, "cleaning-left")->label == "27");
    CHECK(std::none_of(frame.items.begin(), frame.items.end(),
        [](const Item& item) { return item.intent.has_value(); }));
}

TEST_CASE("a test slip is judged question by question, and the advice names the model") {
    const auto look = test::look({.panel = test::portrait});
    pictures::Renderer renderer(look);
    const Frame first = renderer.frame(scene_named(look, "staff-mode-slips-tested-ru"));
    CHECK(find(first, "test-question")->label == "Русские буквы читаются?");
    REQUIRE(find(first, "test-yes") != nullptr);
    REQUIRE(find(first, "test-no") != nullptr);
    const Frame last = renderer.frame(scene_named(look, "staff-mode-slips-tested-cut-ru"));
    CHECK(find(last, "test-question")->label == "Листовка отрезана?");
    CHECK(find(last, "test-step")->label == "4 из 4");
    const Frame advised = renderer.frame(scene_named(look, "staff-mode-slips-advised-ru"));
    CHECK(find(advised, "test-yes") == nullptr);
    CHECK(find(advised, "test-advice")->label.find("generic-80-drawn") != std::string::npos);
    const Frame well = renderer.frame(scene_named(look, "staff-mode-slips-well-en"));
    CHECK(find(well, "test-advice")->label == "The printer is set up correctly");
}

TEST_CASE("a value stands on the same sheet as the bar and the keys that set it") {
    const auto look = test::look({.panel = test::seven_inch});
    pictures::Renderer renderer(look);
    pictures::Scene scene = scene_named(look, "staff-mode-comfort-ru");
    std::size_t seen = 0;
    constexpr std::size_t sheets_most = 6;
    for (scene.state.sheet = 0; scene.state.sheet < sheets_most && seen == 0; ++scene.state.sheet) {
        const Frame frame = renderer.frame(scene);
        if (find(frame, "brightness-now") == nullptr) continue;
        ++seen;
        for (const char* id : {"brightness", "darker", "brighter"}) {
            INFO(id);
            CHECK(find(frame, id) != nullptr);
        }
    }
    CHECK(seen == 1);
}

TEST_CASE("what is wrong and what is asked stands on a small panel's first sheet") {
    constexpr look::Panel lying_ten_inch{1280, 800, 217, 135.6F};
    using Ids = std::vector<const char*>;
    const std::pair<const char*, Ids> first_sheets[]{
        {"staff-mode-strip-not-recording", {"status-network", "status-unsent"}},
        {"staff-mode-strip-paper-out", {"status-paper", "status-network"}},
        {"staff-mode-strip-paused", {"paused", "resume", "status-network"}},
        {"staff-mode-slips-tested", {"test-question", "test-yes", "test-no"}},
        {"staff-mode-slips-tested-cut", {"test-question", "test-yes", "test-no"}},
        {"staff-mode-slips-refused", {"problem"}},
        {"staff-mode-place-day", {"problem", "day-after"}},
    };
    for (const look::Panel& panel : {test::seven_inch, lying_ten_inch, test::upright_ten_inch}) {
        const auto look = test::look({.panel = panel});
        pictures::Renderer renderer(look);
        for (const auto& [scene, ids] : first_sheets) {
            for (const char* language : {"-ru", "-en"}) {
                const Frame frame =
                    renderer.frame(scene_named(look, scene + std::string(language)));
                for (const char* id : ids) {
                    INFO(scene << language << ", " << panel.width_mm << " mm: " << id);
                    CHECK(find(frame, id) != nullptr);
                }
            }
        }
    }
}

TEST_CASE("what is wrong with a PIN stands on its own ground, a long wait is told in minutes") {
    const auto look = test::look({.panel = test::portrait});
    pictures::Renderer renderer(look);
    const Frame asked = renderer.frame(scene_named(look, "staff-mode-code-ru"));
    const Frame wait = renderer.frame(scene_named(look, "staff-mode-code-wait-ru"));
    CHECK(find(wait, "state")->label == "Слишком много попыток. Следующая через 15 мин");
    CHECK(find(wait, "state")->background == look->colors().warn);
    CHECK(find(asked, "state")->background != look->colors().warn);
}

TEST_CASE("brightness and volume are set by keys, and it is said how the panel is dimmed") {
    const auto look = test::look({.panel = test::portrait});
    pictures::Renderer renderer(look);
    const Frame evening = renderer.frame(scene_named(look, "staff-mode-comfort-evening-en"));
    CHECK(find(evening, "hours")->label == "from 20:00 to 07:00");
    CHECK(find(evening, "brightness")->label == "60 %");
    CHECK(find(evening, "volume")->label == "4 of 5");
    for (const char* const id : {"darker", "brighter", "quieter", "louder"}) {
        CAPTURE(id);
        REQUIRE(find(evening, id) != nullptr);
        CHECK(find(evening, id)->intent.has_value());
    }
    const Frame lamp = renderer.frame(scene_named(look, "staff-mode-comfort-en"));
    CHECK(find(lamp, "dims-by")->label != find(evening, "dims-by")->label);
    CHECK(find(lamp, "hours")->label == "the whole day");
}

TEST_CASE("without a lamp every colour of the picture is darker alike") {
    const auto look = test::look({.panel = test::portrait});
    pictures::Renderer renderer(look);
    pictures::Scene scene = scene_named(look, "staff-mode-restart-ru");
    const pictures::Image bright = renderer.image(scene);
    scene.state.comfort.brightness = 50;
    const pictures::Image dark = renderer.image(scene);
    for (const unsigned shift : {16U, 8U, 0U}) {
        for (const auto& [x, y] :
            {std::pair{5, 400}, std::pair{1000, 1850}, std::pair{700, 1850}}) {
            const auto before = static_cast<double>((bright.at(x, y) >> shift) & 0xFFU);
            const auto after = static_cast<double>((dark.at(x, y) >> shift) & 0xFFU);
            CHECK(after == Approx(before / 2).margin(2));
        }
    }
    scene.state.comfort.has_backlight = true;
    CHECK(renderer.image(scene).pixels == bright.pixels);
}
