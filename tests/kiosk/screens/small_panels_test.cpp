// What a small panel must not cost: marks that are alike, an address that can be typed.

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/kiosk/screens/panels.h"
#include "tests/kiosk/screens/stage.h"

using namespace otk;
using namespace otk::kiosk;
using test::letters_in;
using test::place;

namespace {

/// The digit stands lowest in its mark.
Rect digit_of(const Frame& frame, int mark) {
    const std::vector<Rect> letters =
        letters_in(frame, place(frame, "mark-" + std::to_string(mark)));
    REQUIRE_FALSE(letters.empty());
    return *std::max_element(letters.begin(), letters.end(),
        [](const Rect& one, const Rect& other) { return one.y < other.y; });
}

}  // namespace

TEST_CASE("five marks whose words need a different number of lines have equal digits") {
    constexpr look::Panel lying_ten_inch{1280, 800, 217, 135.6F};
    test::Stage stage({.panel = lying_ten_inch});
    const Frame frame = stage.frame("reception-01-rating-ru");
    const Rect first = digit_of(frame, 1);
    for (int mark = 2; mark <= 5; ++mark) {
        INFO(mark);
        const Rect digit = digit_of(frame, mark);
        CHECK(digit.height == Approx(first.height).epsilon(0.12));
        CHECK(digit.y + digit.height == Approx(first.y + first.height).margin(2));
    }
}

TEST_CASE("the address of a small panel stands on one line") {
    for (const look::Panel& panel : {test::seven_inch, look::Panel{800, 480, 154.08F, 85.92F}}) {
        test::Stage stage({.panel = panel});
        const Frame frame = stage.frame("closed-night-ru");
        // One line of 4.85 mm capitals is 8 mm high.
        CHECK(stage.mm(place(frame, "qr-address").height) < 10);
    }
}

TEST_CASE("staff of a small panel see what is wrong on the first sheet") {
    const auto look = test::look({.panel = test::seven_inch});
    pictures::Renderer renderer(look);
    const auto scene = test::named(test::staff_gallery(look), "staff-mode-strip-not-recording-ru");
    const Frame frame = renderer.frame(scene);
    REQUIRE(test::find(frame, "status-network") != nullptr);
    REQUIRE(test::find(frame, "status-unsent") != nullptr);
    CHECK(test::find(frame, "status-network")->label.starts_with("Не зарегистрирован"));
    CHECK(test::find(frame, "status-unsent")->label.starts_with("Ответы не пишутся"));
}

TEST_CASE("an empty text field of a small panel asks for no names") {
    for (const look::Panel& panel : {test::seven_inch, look::Panel{800, 480, 154.08F, 85.92F}}) {
        test::Stage stage({.panel = panel});
        const Frame empty = stage.frame("reception-04-wish-ru");
        REQUIRE(test::find(empty, "hint") != nullptr);
        CHECK(test::find(empty, "hint")->label.starts_with("Не пишите имена, телефоны и адреса."));
    }
}

TEST_CASE("two lines in a key of staff's menu have air above and below on a small panel") {
    const auto look = test::look({.panel = test::seven_inch});
    pictures::Renderer renderer(look);
    const Frame frame =
        renderer.frame(test::named(test::staff_gallery(look), "staff-mode-menu-ru"));
    for (const char* id : {"clean", "details", "comfort", "test"}) {
        const Rect& key = place(frame, id);
        for (const Rect& letter : letters_in(frame, key)) {
            INFO(id);
            const float mm = look->panel().px_per_mm();
            CHECK(letter.y - key.y >= 1.5F * mm);
            CHECK(key.y + key.height - letter.y - letter.height >= 1.5F * mm);
        }
    }
}

TEST_CASE("the words of five marks in rows are of one size") {
    test::Stage stage({.panel = test::upright_ten_inch, .text_size = look::TextSize::Large});
    const Frame frame = stage.frame("reception-01-rating-ru");
    // The lowest letters: as high as an о without its rounding.
    const auto lowest_of = [&](int mark) {
        const std::string id = "mark-" + std::to_string(mark);
        std::vector<float> heights;
        for (const Rect& letter : letters_in(frame, place(frame, id)))
            heights.push_back(letter.height);
        REQUIRE_FALSE(heights.empty());
        return *std::ranges::min_element(heights);
    };
    for (int mark = 2; mark <= 5; ++mark) {
        INFO(mark);
        CHECK(lowest_of(mark) == Approx(lowest_of(1)).margin(1.01));
    }
}
