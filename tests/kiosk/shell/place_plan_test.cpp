#include "kiosk/shell/place_plan.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;
using kiosk::shell::PlacePlan;

namespace {

constexpr Day today{2026, 11, 26};
constexpr Day tomorrow{2026, 11, 27};
constexpr Day december{2026, 12, 1};
constexpr Day christmas{2026, 12, 25};

}  // namespace

TEST_CASE("a kiosk stands at its configured place until the day of a change") {
    PlacePlan plan("hall-1");
    CHECK(plan.place_on(today) == "hall-1");
    CHECK_FALSE(plan.next_after(today));
    plan.change(today, {"hall-2", december});
    CHECK(plan.place_on(today) == "hall-1");
    CHECK(plan.place_on({2026, 11, 30}) == "hall-1");
    CHECK(plan.place_on(december) == "hall-2");
    CHECK(plan.place_on(christmas) == "hall-2");
    CHECK(plan.next_after(today)->place == "hall-2");
    CHECK_FALSE(plan.next_after(december));
}

TEST_CASE("a new change replaces what was planned and leaves what holds") {
    PlacePlan plan("hall-1");
    plan.change(today, {"hall-2", today});
    plan.change(today, {"hall-3", december});
    plan.change(today, {"hall-4", christmas});
    CHECK(plan.place_on(today) == "hall-2");
    CHECK(plan.place_on(december) == "hall-2");
    CHECK(plan.place_on(christmas) == "hall-4");
    plan.change(christmas, {"hall-5", {2027, 1, 11}});
    CHECK(plan.place_on(christmas) == "hall-4");
    CHECK(plan.place_on({2027, 1, 11}) == "hall-5");
    CHECK(PlacePlan::parse(plan.text()).value() == plan);
}

TEST_CASE("to plan the place where the kiosk stands takes a plan back") {
    PlacePlan plan("hall-1");
    plan.change(today, {"hall-2", december});
    plan.change(today, {"hall-1", tomorrow});
    CHECK(plan == PlacePlan("hall-1"));
    plan.change(today, {"hall-2", today});
    plan.change(today, {"hall-1", today});
    CHECK(plan == PlacePlan("hall-1"));
}

TEST_CASE("what is no plan is refused") {
    const std::string good =
        R"({"version":1,"configured":"a","changes":[{"place":"b","from":"2026-12-01"}]})";
    REQUIRE(PlacePlan::parse(good));
    const auto* text = GENERATE("", "[]", R"({"version":2,"configured":"a","changes":[]})",
        R"({"version":1,"changes":[]})", R"({"version":1,"configured":"","changes":[]})",
        R"({"version":1,"configured":"a"})",
        R"({"version":1,"configured":"a","changes":[{"place":"b","from":"2026-13-01"}]})",
        R"({"version":1,"configured":"a","changes":[{"place":"","from":"2026-12-01"}]})",
        R"({"version":1,"configured":"a","changes":[{"place":"b","from":"2026-12-01"},)"
        R"({"place":"c","from":"2026-12-01"}]})",
        R"({"version":1,"configured":"a","changes":[{"place":"b","from":"2026-12-01"},)"
        R"({"place":"c","from":"2026-12-02"},{"place":"d","from":"2026-12-03"}]})");
    CAPTURE(text);
    CHECK_FALSE(PlacePlan::parse(text));
}

TEST_CASE("a plan is kept, and void once the configuration names another place") {
    const test::TemporaryFolder folder;
    CHECK(kiosk::shell::read_place_plan(folder.path(), "hall-1") == PlacePlan("hall-1"));
    PlacePlan plan("hall-1");
    plan.change(today, {"hall-2", december});
    REQUIRE(kiosk::shell::write_place_plan(folder.path(), plan));
    CHECK(kiosk::shell::read_place_plan(folder.path(), "hall-1") == plan);
    CHECK(kiosk::shell::read_place_plan(folder.path(), "hall-7") == PlacePlan("hall-7"));
    REQUIRE(write_durably(folder / "place.json", bytes_of("{"), 0600));
    CHECK(kiosk::shell::read_place_plan(folder.path(), "hall-1") == PlacePlan("hall-1"));
}
