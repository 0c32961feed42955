#include "kiosk/shell/brightness_plan.h"

#include <catch2/catch.hpp>

using namespace otk;
using kiosk::shell::BrightnessPlan;

namespace {

constexpr int at(int hour, int minute = 0) {
    return hour * 60 + minute;
}

}  // namespace

TEST_CASE("without a plan it is bright the whole day") {
    for (const char* const nothing : {"", "  "}) {
        const BrightnessPlan plan = BrightnessPlan::read(nothing).value();
        REQUIRE(plan.steps().size() == 1);
        CHECK(plan.at(at(3)).percent == 100);
        CHECK(plan.end_of(plan.at(at(3))) == plan.at(at(3)).from_minute);
    }
}

TEST_CASE("a step holds from its minute to the next one, over midnight too") {
    const BrightnessPlan plan = BrightnessPlan::read("20:00 60, 7:00 100,23:30 20").value();
    CHECK(plan.at(at(6, 59)).percent == 20);
    CHECK(plan.at(at(7)).percent == 100);
    CHECK(plan.at(at(19, 59)).percent == 100);
    CHECK(plan.at(at(20)).percent == 60);
    CHECK(plan.at(at(23, 59)).percent == 20);
    CHECK(plan.at(0).percent == 20);
    CHECK(plan.end_of(plan.at(at(20))) == at(23, 30));
    CHECK(plan.end_of(plan.at(0)) == at(7));
}

TEST_CASE("a plan that cannot be meant is refused") {
    for (const char* const text :
        {"bright", "20:00", "20:00 19", "20:00 101", "24:00 60", "20:60 60", "20:0 60", "20:00 60,",
            "20:00 60, 20:00 80", "20:00 60 %", "-1:00 60", "20:00 -60"}) {
        CAPTURE(text);
        const Result<BrightnessPlan> plan = BrightnessPlan::read(text);
        REQUIRE_FALSE(plan);
        CHECK(plan.error().kind == ErrorKind::InvalidInput);
    }
    std::string many;
    for (std::size_t step = 0; step <= BrightnessPlan::steps_max; ++step)
        many += (step > 0 ? ", 0:" : "0:") + std::to_string(10 + step) + " 50";
    CHECK_FALSE(BrightnessPlan::read(many));
}

TEST_CASE("staff change the step that begins at a minute, within its range") {
    BrightnessPlan plan = BrightnessPlan::read("07:00 100, 20:00 60").value();
    plan.change(at(20), 40);
    CHECK(plan.at(at(21)).percent == 40);
    CHECK(plan.at(at(12)).percent == 100);
    plan.change(at(20), 5);
    CHECK(plan.at(at(21)).percent == BrightnessPlan::percent_min);
    plan.change(at(8), 30);  // of a plan that was another one
    CHECK(plan.at(at(12)).percent == 100);
    CHECK(kiosk::shell::time_in_words(at(7, 5)) == "07:05");
}
