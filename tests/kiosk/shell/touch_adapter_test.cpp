#include <catch2/catch.hpp>

#include "kiosk/shell/touch_adapter.h"

namespace otk::test {
namespace {

using kiosk::Item;
using kiosk::Rect;
using kiosk::shell::TouchAdapter;
namespace model = kiosk::model;

Item key(const std::string& id, const Rect& rect) {
    Item item;
    item.id = id;
    item.rect = rect;
    item.intent = model::Intent{model::IntentKind::Choose, 0, id};
    return item;
}

/// Two keys side by side with a gap of 20 pixels.
std::vector<Item> two_keys() {
    return {key("left", {0, 0, 100, 100}), key("right", {120, 0, 100, 100})};
}

}  // namespace

TEST_CASE("a press is felt on the way down and acts on release") {
    TouchAdapter touch;
    const auto items = two_keys();
    touch.down({1, 50, 50}, items, 0);
    REQUIRE(touch.pressed() == "left");
    const auto intent = touch.up({1, 60, 60}, items, 100).intent;
    REQUIRE(intent);
    REQUIRE(intent->value == "left");
    REQUIRE(touch.pressed().empty());
}

TEST_CASE("sliding off undoes the press for good") {
    TouchAdapter touch(5);
    const auto items = two_keys();
    touch.down({1, 50, 50}, items, 0);
    touch.move({1, 104, 50}, items);
    REQUIRE(touch.pressed() == "left");  // within the slip
    touch.move({1, 106, 50}, items);
    REQUIRE(touch.pressed().empty());
    touch.move({1, 50, 50}, items);
    REQUIRE(touch.pressed().empty());
    REQUIRE_FALSE(touch.up({1, 50, 50}, items, 9'000).intent);
}

TEST_CASE("a finger lifted outside its key acts on nothing, not even on another key") {
    TouchAdapter touch;
    const auto items = two_keys();
    touch.down({1, 50, 50}, items, 0);
    REQUIRE_FALSE(touch.up({1, 150, 50}, items, 9'000).intent);
}

TEST_CASE("the first finger wins, a second one is ignored from down to up") {
    TouchAdapter touch;
    const auto items = two_keys();
    touch.down({1, 50, 50}, items, 0);
    touch.down({2, 150, 50}, items, 10);
    REQUIRE(touch.pressed() == "left");
    touch.move({2, 500, 500}, items);
    REQUIRE_FALSE(touch.up({2, 150, 50}, items, 9'000).intent);
    REQUIRE(touch.up({1, 50, 50}, items, 9'000).intent);
}

TEST_CASE("a palm beside the keys keeps a finger from acting as long as it lies there") {
    TouchAdapter touch;
    const auto items = two_keys();
    touch.down({1, 500, 500}, items, 0);
    touch.down({2, 50, 50}, items, 10);
    REQUIRE(touch.pressed().empty());
    REQUIRE_FALSE(touch.up({2, 50, 50}, items, 9'000).intent);
    REQUIRE_FALSE(touch.up({1, 500, 500}, items, 9'000).intent);
    touch.down({3, 50, 50}, items, 20);
    REQUIRE(touch.up({3, 50, 50}, items, 9'000).intent);
}

TEST_CASE("after a page turned the panel is deaf for half a second") {
    TouchAdapter touch;
    const auto items = two_keys();
    touch.page_turned(1000);
    REQUIRE(touch.is_deaf(1499));
    touch.down({1, 50, 50}, items, 1499);
    REQUIRE(touch.pressed().empty());
    REQUIRE_FALSE(touch.up({1, 50, 50}, items, 9'000).intent);
    touch.down({2, 50, 50}, items, 1500);
    REQUIRE(touch.up({2, 50, 50}, items, 9'000).intent);
}

TEST_CASE("a finger that lay on the page before acts on nothing of the next") {
    TouchAdapter touch;
    const auto items = two_keys();
    touch.down({1, 50, 50}, items, 0);
    touch.page_turned(100);
    REQUIRE(touch.pressed().empty());
    REQUIRE_FALSE(touch.up({1, 50, 50}, items, 9'000).intent);
}

TEST_CASE("a key that is gone or switched off at the release does not act") {
    TouchAdapter touch;
    auto items = two_keys();
    touch.down({1, 50, 50}, items, 0);
    items[0].enabled = false;
    REQUIRE_FALSE(touch.up({1, 50, 50}, items, 9'000).intent);
    items[0].enabled = true;
    touch.down({2, 50, 50}, items, 0);
    items.erase(items.begin());
    REQUIRE_FALSE(touch.up({2, 50, 50}, items, 9'000).intent);
}

TEST_CASE("what lies above takes the touch, what is no target does not") {
    TouchAdapter touch;
    auto items = two_keys();
    items.push_back(key("above", {40, 40, 20, 20}));
    Item words;
    words.id = "words";
    words.rect = {0, 0, 300, 300};
    items.push_back(words);
    touch.down({1, 50, 50}, items, 0);
    REQUIRE(touch.pressed() == "above");
    REQUIRE(touch.up({1, 50, 50}, items, 9'000).intent->value == "above");
}

TEST_CASE("a thing that lies on the glass shuts nobody out") {
    TouchAdapter touch;
    const auto items = two_keys();
    touch.down({1, 50, 50}, items, 0);
    touch.down({2, 150, 50}, items, TouchAdapter::lying_ms - 1);
    REQUIRE_FALSE(touch.up({2, 150, 50}, items, TouchAdapter::lying_ms - 1).intent);
    touch.down({3, 150, 50}, items, TouchAdapter::lying_ms);
    REQUIRE(touch.up({3, 150, 50}, items, TouchAdapter::lying_ms + 100).intent->value == "right");
    REQUIRE_FALSE(touch.up({1, 50, 50}, items, 60'000).intent);
}

TEST_CASE("a finger whose end was lost presses anew when it comes again") {
    TouchAdapter touch;
    const auto items = two_keys();
    touch.down({1, 50, 50}, items, 0);
    touch.down({1, 150, 50}, items, 800);
    REQUIRE(touch.pressed() == "right");
    REQUIRE(touch.up({1, 150, 50}, items, 900).intent->value == "right");
}

TEST_CASE("of each finger is told how long it lay and whether it acted, missed or was ignored") {
    using kiosk::misuse::TouchKind;
    TouchAdapter touch;
    const auto items = two_keys();
    touch.down({1, 50, 50}, items, 100);
    touch.down({2, 150, 50}, items, 150);
    const auto second = touch.up({2, 150, 50}, items, 250).touch;
    const auto first = touch.up({1, 50, 50}, items, 300).touch;
    touch.down({3, 500, 500}, items, 400);
    const auto third = touch.up({3, 500, 500}, items, 480).touch;
    REQUIRE((first && second && third));
    CHECK(first->kind == TouchKind::Acted);
    CHECK((first->from_ms == 100 && first->to_ms == 300));
    CHECK(second->kind == TouchKind::Ignored);
    CHECK(third->kind == TouchKind::Missed);
    CHECK_FALSE(touch.up({7, 1, 1}, items, 500).touch);
}

TEST_CASE("ten fingers and more at once press one key and are forgotten one by one") {
    TouchAdapter touch;
    const auto items = two_keys();
    for (std::int64_t id = 0; id < 40; ++id)
        touch.down({id, 50, 50}, items, id);
    int touches = 0;
    int intents = 0;
    for (std::int64_t id = 39; id >= 0; --id) {
        const auto lifted = touch.up({id, 50, 50}, items, 1'000);
        touches += lifted.touch ? 1 : 0;
        intents += lifted.intent ? 1 : 0;
    }
    CHECK(intents == 1);
    CHECK(touches == static_cast<int>(TouchAdapter::fingers_max));
    touch.down({50, 150, 50}, items, 2'000);
    CHECK(touch.up({50, 150, 50}, items, 2'100).intent->value == "right");
}

}  // namespace otk::test
