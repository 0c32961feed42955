#include <catch2/catch.hpp>

#include "kiosk/focus/stops.h"
#include "tests/kiosk/focus/sample_items.h"

namespace otk::test {

using namespace kiosk;
using model::IntentKind;

namespace {

std::string name(const Item* item) {
    return item != nullptr ? item->id : "nothing";
}

/// A heading, a key for the look, two rows of three, a wide key under them.
std::vector<Item> page() {
    return {words("question"), target("larger", {300, 0, 50, 20}, IntentKind::Larger),
        target("a", {0, 40, 90, 40}), target("b", {100, 40, 90, 40}),
        target("c", {200, 40, 90, 40}), target("d", {0, 90, 90, 40}),
        target("e", {100, 90, 90, 40}), target("f", {200, 90, 90, 40}),
        target("done", {0, 140, 290, 30}, IntentKind::Done)};
}

}  // namespace

TEST_CASE("stops are what can be acted on, in reading order") {
    std::vector<Item> items = page();
    items[3].enabled = false;
    std::vector<std::string> names;
    for (const Item* stop : focus::stops_of(items))
        names.push_back(stop->id);
    CHECK(names == std::vector<std::string>{"larger", "a", "c", "d", "e", "f", "done"});
    CHECK(focus::stop_named(items, "b") == nullptr);
    CHECK(focus::stop_named(items, "question") == nullptr);
}

TEST_CASE("a page begins with its answers, not with how it looks") {
    CHECK(name(focus::first_stop(page())) == "a");
    CHECK(name(focus::last_stop(page())) == "done");
    // Where there is nothing else, with that.
    const std::vector<Item> bare{words("question"), page()[1]};
    CHECK(name(focus::first_stop(bare)) == "larger");
    CHECK(focus::first_stop({words("question")}) == nullptr);
}

TEST_CASE("before and after go around the ends") {
    CHECK(name(focus::stop_after(page(), "a")) == "b");
    CHECK(name(focus::stop_before(page(), "b")) == "a");
    CHECK(name(focus::stop_after(page(), "done")) == "larger");
    CHECK(name(focus::stop_before(page(), "larger")) == "done");
    CHECK(name(focus::stop_after(page(), "gone")) == "a");
}

TEST_CASE("above and below keep the column, and do not leave the page") {
    CHECK(name(focus::stop_below(page(), "b")) == "e");
    CHECK(name(focus::stop_above(page(), "f")) == "c");
    CHECK(name(focus::stop_below(page(), "d")) == "done");
    CHECK(name(focus::stop_above(page(), "done")) == "e");  // its middle is over the second column
    CHECK(name(focus::stop_below(page(), "done")) == "nothing");
    CHECK(name(focus::stop_above(page(), "larger")) == "nothing");
}

TEST_CASE("what has gone leaves the focus to what is nearest to its place") {
    CHECK(name(focus::stop_near(page(), {110, 95, 80, 30})) == "e");
    CHECK(focus::stop_near({words("question")}, {0, 0, 1, 1}) == nullptr);
}

TEST_CASE("back is a dialog's harmless end, else the way to the page or sheet before") {
    const Item next_visitor = target("next-visitor", {0, 0, 10, 10}, IntentKind::NextVisitor);
    const Item still_here = target("still-here", {20, 0, 10, 10}, IntentKind::StillHere);
    CHECK(name(focus::way_back({next_visitor, still_here})) == "still-here");
    CHECK(name(focus::way_back({target("back", {0, 0, 10, 10}, IntentKind::TurnTo)})) == "back");
    CHECK(focus::way_back({target("next", {0, 0, 10, 10}, IntentKind::TurnTo)}) == nullptr);
    CHECK(focus::way_back({next_visitor}) == nullptr);
}

}  // namespace otk::test
