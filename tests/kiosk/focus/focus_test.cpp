#include <catch2/catch.hpp>

#include "kiosk/focus/focus.h"
#include "tests/kiosk/focus/sample_items.h"

namespace otk::test {

using namespace kiosk;
using focus::Focus;
using focus::KeyRole;
using focus::Stroke;
using model::IntentKind;

namespace {

std::vector<Item> marks() {
    return {words("question"), target("mark-1", {0, 0, 20, 20}), target("mark-2", {30, 0, 20, 20}),
        target("mark-3", {60, 0, 20, 20}),
        target("language", {0, 50, 20, 20}, IntentKind::SwitchLanguage)};
}

std::vector<Item> follow_up() {
    return {words("question"), target("choice-a", {0, 0, 20, 20}),
        target("choice-b", {30, 0, 20, 20}), target("back", {0, 30, 20, 20}, IntentKind::Back),
        target("next", {30, 30, 20, 20}, IntentKind::Next),
        target("language", {0, 50, 20, 20}, IntentKind::SwitchLanguage)};
}

std::vector<Item> idle() {
    return {dialog(), target("still-here", {0, 0, 20, 20}, IntentKind::StillHere),
        target("next-visitor", {0, 30, 20, 20}, IntentKind::NextVisitor)};
}

/// A focus with the screen that it stands on.
struct Hand {
    std::vector<Item> items = marks();
    Focus focus = {};
    std::int64_t now_ms = 1'000;

    Hand() { focus.settle(items); }
    void down(KeyRole role, Stroke stroke = Stroke::First) {
        focus.down(role, stroke, items, now_ms);
        focus.settle(items);
    }
    std::string up(KeyRole role) {
        const auto struck = focus.up(role, items);
        return struck ? struck->intent.value : "nothing";
    }
    std::string press(KeyRole role) {
        down(role);
        return up(role);
    }
    void shows(std::vector<Item> next) {
        items = std::move(next);
        focus.settle(items);
    }
    void turns_to(std::vector<Item> next) {
        focus.page_turned(now_ms + 500);
        shows(std::move(next));
    }
};

}  // namespace

TEST_CASE("nothing is focused before a key is pressed, and the first key only shows it") {
    Hand hand;
    CHECK(hand.focus.item().empty());
    CHECK(hand.press(KeyRole::Activate) == "nothing");
    CHECK(hand.focus.item() == "mark-1");
    CHECK(hand.press(KeyRole::Activate) == "mark-1");

    Hand backwards;
    CHECK(backwards.press(KeyRole::Previous) == "nothing");
    CHECK(backwards.focus.item() == "language");
}

TEST_CASE("a touch hides the focus, and the next key only shows it again") {
    Hand hand;
    hand.press(KeyRole::Next);
    hand.press(KeyRole::Next);
    CHECK(hand.focus.item() == "mark-2");
    hand.focus.hide();
    hand.shows(marks());
    CHECK(hand.focus.item().empty());
    CHECK(hand.press(KeyRole::Next) == "nothing");
    CHECK(hand.focus.item() == "mark-1");
}

TEST_CASE("a key acts when it is released, once, however long it was held") {
    Hand hand;
    hand.press(KeyRole::Next);
    hand.down(KeyRole::Activate);
    CHECK(hand.focus.pressed() == "mark-1");
    for (int repeat = 0; repeat < 20; ++repeat)
        hand.down(KeyRole::Activate, Stroke::Repeated);
    CHECK(hand.up(KeyRole::Activate) == "mark-1");
    CHECK(hand.focus.pressed().empty());
    CHECK(hand.up(KeyRole::Activate) == "nothing");
}

TEST_CASE("a repeated stroke never begins a press, and moves on") {
    Hand hand;
    hand.press(KeyRole::Next);
    hand.down(KeyRole::Activate, Stroke::Repeated);
    hand.down(KeyRole::Back, Stroke::Repeated);
    CHECK(hand.focus.pressed().empty());
    CHECK(hand.up(KeyRole::Activate) == "nothing");
    hand.down(KeyRole::Next);
    hand.down(KeyRole::Next, Stroke::Repeated);
    CHECK(hand.focus.item() == "mark-3");
}

TEST_CASE("another key takes a press back, as sliding off does") {
    Hand hand;
    hand.press(KeyRole::Next);
    hand.down(KeyRole::Activate);
    hand.down(KeyRole::Next);
    CHECK(hand.focus.pressed().empty());
    CHECK(hand.up(KeyRole::Activate) == "nothing");
    CHECK(hand.focus.item() == "mark-2");
    // So does a finger.
    hand.down(KeyRole::Activate);
    hand.focus.hide();
    CHECK(hand.up(KeyRole::Activate) == "nothing");
}

TEST_CASE("a key whose end was lost rises and does nothing, and leaves another one's press alone") {
    Hand hand;
    hand.press(KeyRole::Next);
    hand.down(KeyRole::Activate);
    hand.focus.lose(KeyRole::Next);
    CHECK(hand.focus.pressed() == "mark-1");
    hand.focus.lose(KeyRole::Activate);
    CHECK(hand.focus.pressed().empty());
    CHECK(hand.up(KeyRole::Activate) == "nothing");
    CHECK(hand.focus.item() == "mark-1");
    CHECK(hand.press(KeyRole::Activate) == "mark-1");
}

TEST_CASE("after a page turned keys move but do not act for a while") {
    Hand hand;
    hand.press(KeyRole::Next);
    hand.down(KeyRole::Activate);
    hand.turns_to(follow_up());
    CHECK(hand.up(KeyRole::Activate) == "nothing");  // it was meant for the page before
    CHECK(hand.focus.item() == "choice-a");
    CHECK(hand.press(KeyRole::Activate) == "nothing");
    hand.press(KeyRole::Next);
    CHECK(hand.focus.item() == "choice-b");
    hand.now_ms += 500;
    CHECK(hand.press(KeyRole::Activate) == "choice-b");
}

TEST_CASE("the focus stays on a key that is pressed again and again") {
    Hand hand;
    hand.shows(follow_up());
    hand.press(KeyRole::Next);
    hand.press(KeyRole::Next);
    CHECK(hand.press(KeyRole::Activate) == "choice-b");
    hand.shows(follow_up());
    CHECK(hand.focus.item() == "choice-b");
    CHECK(hand.press(KeyRole::Activate) == "choice-b");
}

TEST_CASE("the focus stays on a view key also where the look makes other pages") {
    Hand hand;
    hand.press(KeyRole::Previous);
    CHECK(hand.press(KeyRole::Activate) == "language");
    hand.turns_to(follow_up());
    CHECK(hand.focus.item() == "language");
}

TEST_CASE("a key that gives way to another leaves the focus in its place") {
    Hand hand;
    hand.shows({target("key-a", {0, 0, 10, 10}), target("key-digits", {0, 20, 10, 10}),
        target("key-space", {20, 20, 30, 10})});
    hand.press(KeyRole::Next);
    hand.press(KeyRole::Next);
    CHECK(hand.press(KeyRole::Activate) == "key-digits");
    hand.shows({target("key-1", {0, 0, 10, 10}), target("key-letters", {0, 20, 10, 10}),
        target("key-space", {20, 20, 30, 10})});
    CHECK(hand.focus.item() == "key-letters");
}

TEST_CASE("the focus goes into a dialog, to its harmless key, and comes back") {
    Hand hand;
    hand.shows(follow_up());
    hand.press(KeyRole::Next);
    hand.press(KeyRole::Next);
    hand.turns_to(idle());
    CHECK(hand.focus.item() == "still-here");
    hand.now_ms += 500;
    hand.press(KeyRole::Next);
    CHECK(hand.press(KeyRole::Back) == "still-here");
    hand.turns_to(follow_up());
    CHECK(hand.focus.item() == "choice-b");
}

TEST_CASE("a dialog over a screen without focus gets it with the first key") {
    Hand hand;
    hand.turns_to(idle());
    hand.now_ms += 500;
    CHECK(hand.focus.item().empty());
    CHECK(hand.press(KeyRole::Activate) == "nothing");
    CHECK(hand.focus.item() == "still-here");
    hand.turns_to(follow_up());
    CHECK(hand.focus.item() == "choice-a");
}

TEST_CASE("back presses the way back, and where there is none goes to the page's first answer") {
    Hand hand;
    hand.press(KeyRole::Next);
    hand.press(KeyRole::Next);
    CHECK(hand.press(KeyRole::Back) == "nothing");
    CHECK(hand.focus.item() == "mark-1");
    hand.shows(follow_up());
    CHECK(hand.press(KeyRole::Back) == "back");
}

TEST_CASE("an item that went away under a held key is not acted on") {
    Hand hand;
    hand.press(KeyRole::Next);
    hand.down(KeyRole::Activate);
    hand.items.erase(hand.items.begin() + 1);
    CHECK(hand.up(KeyRole::Activate) == "nothing");
}

}  // namespace otk::test
