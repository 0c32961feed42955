// Pages after the first one: where their keys and words stand, and what a touch must not move.

#include <cmath>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

#include "tests/kiosk/screens/gallery.h"
#include "tests/kiosk/screens/items.h"
#include "tests/kiosk/screens/panels.h"
#include "tests/kiosk/screens/stage.h"

using namespace otk;
using namespace otk::kiosk;
using test::find;
using test::landscape;
using test::place;
using test::portrait;

namespace {

float middle(const Rect& rect) {
    return rect.y + rect.height / 2;
}

}  // namespace

TEST_CASE("on a lying panel the key that leads on stays in its corner") {
    test::Stage stage({.panel = landscape});
    // Two keys on the first page after the mark, three from the second one on.
    const Rect first = place(stage.frame("reception-02-reasons-ru"), "next");
    const Rect later = place(stage.frame("reception-03-direction-ru"), "next");
    CHECK(later.x == Approx(first.x).margin(1.01));
    CHECK(later.y == Approx(first.y).margin(1.01));
    CHECK(later.width == Approx(first.width).margin(1.01));
}

TEST_CASE("what nobody has answered yet is skipped, not left by the filled key") {
    for (const look::Panel& panel : {portrait, landscape}) {
        test::Stage stage({.panel = panel});
        for (const char* page : {"reception-02-reasons", "reception-02-liked",
                 "service-02-criteria", "service-05-nps"}) {
            INFO(page);
            const Frame empty = stage.frame(std::string(page) + "-ru");
            const Frame answered = stage.frame(std::string(page) + "-answered-ru");
            CHECK(find(empty, "next")->label == "Пропустить");
            CHECK(find(answered, "next")->label == "Дальше");
            CHECK(find(empty, "next")->background != find(answered, "next")->background);
        }
    }
}

TEST_CASE("an answer that changes how many questions remain moves nothing") {
    for (const look::Panel& panel : {portrait, landscape}) {
        test::Stage stage({.panel = panel});
        const Frame before = stage.frame("staff-04-first-ru");
        const Frame after = stage.frame("staff-04-first-answered-ru");
        REQUIRE(find(before, "left") != nullptr);
        REQUIRE(find(after, "left") == nullptr);
        for (const Item& item : before.items) {
            if (item.id != "question" && !item.id.starts_with("choice-")) continue;
            INFO(item.id);
            CHECK(place(after, item.id) == item.rect);
        }
    }
}

TEST_CASE("the word of a scale's last number stands at that number") {
    for (const look::Panel& panel : {landscape, test::seven_inch}) {
        test::Stage stage({.panel = panel});
        const Frame frame = stage.frame("service-08-nps-ru");
        const Rect& word = place(frame, "scale-high");
        const Rect ten = place(frame, "value-nps-10");
        const Rect five = place(frame, "value-nps-5");
        REQUIRE(ten.y > five.y);
        CHECK(word.x >= ten.x + ten.width);
        CHECK(std::abs(middle(word) - middle(ten)) < 2);
        CHECK(ten.width == Approx(five.width).margin(1.01));
        CHECK(ten.height == Approx(five.height).margin(1.01));
    }
}

TEST_CASE("the words of a tile have about as much air behind them as its box has before it") {
    test::Stage stage({.panel = landscape});
    for (const char* scene :
        {"service-04-pains-ru", "service-05-service-ru", "reception-02-reasons-ru"}) {
        const Frame frame = stage.frame(scene);
        for (const Item& item : frame.items) {
            if (!item.id.starts_with("choice-")) continue;
            for (const Rect& letter : test::letters_in(frame, item.rect)) {
                INFO(scene << ": " << item.label);
                CHECK(stage.mm(item.rect.x + item.rect.width - letter.x - letter.width) >= 4.5F);
            }
        }
    }
}
