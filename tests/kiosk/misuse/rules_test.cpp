#include <catch2/catch.hpp>

#include "kiosk/misuse/rules.h"

using namespace otk::kiosk::misuse;

namespace {

std::vector<Touch> touches(int count, std::int64_t every_ms, TouchKind kind) {
    std::vector<Touch> all;
    for (int index = 0; index < count; ++index) {
        all.push_back({index * every_ms, index * every_ms + 80, kind});
    }
    return all;
}

bool has(const Verdict& verdict, Reason reason) {
    return std::find(verdict.reasons.begin(), verdict.reasons.end(), reason) !=
           verdict.reasons.end();
}

}  // namespace

TEST_CASE("a visit in which nothing happened is no misuse") {
    CHECK(judge({}).points == 0);
    CHECK_FALSE(judge({}).is_flagged());
}

TEST_CASE("eight touches within two seconds are mashing, slower ones are not") {
    CHECK(has(judge({.touches = touches(8, 285, TouchKind::Acted)}), Reason::Mashing));
    CHECK(judge({.touches = touches(8, 285, TouchKind::Acted)}).is_flagged());
    CHECK_FALSE(has(judge({.touches = touches(8, 290, TouchKind::Acted)}), Reason::Mashing));
    CHECK_FALSE(has(judge({.touches = touches(7, 100, TouchKind::Acted)}), Reason::Mashing));
}

TEST_CASE("a burst anywhere in a long visit is found") {
    std::vector<Touch> all = touches(60, 2'000, TouchKind::Acted);
    for (int index = 0; index < 8; ++index) {
        all.push_back({60'500 + index * 100, 60'550 + index * 100, TouchKind::Missed});
    }
    CHECK(has(judge({.touches = all}), Reason::Mashing));
}

TEST_CASE("drumming alone does not flag, with a hurry it does") {
    Conduct conduct{.touches = touches(9, 600, TouchKind::Missed)};
    CHECK(judge(conduct).reasons == std::vector{Reason::Drumming});
    CHECK_FALSE(judge(conduct).is_flagged());
    conduct.pages_ms = {700, 5'000, 800};
    CHECK(judge(conduct).reasons == std::vector{Reason::Drumming, Reason::Hurry});
    CHECK(judge(conduct).is_flagged());
}

TEST_CASE("a third of the touches on target is no drumming") {
    Conduct conduct{.touches = touches(6, 600, TouchKind::Missed)};
    for (int index = 0; index < 3; ++index) {
        conduct.touches.push_back({10'000 + index * 900, 10'100 + index * 900, TouchKind::Acted});
    }
    CHECK(judge(conduct).points == 0);
}

TEST_CASE("fifteen seconds under one finger are a thing, not a finger") {
    CHECK(judge({.touches = {{0, 14'999, TouchKind::Acted}}}).points == 0);
    CHECK(judge({.touches = {{0, 15'000, TouchKind::Acted}}}).is_flagged());
}

TEST_CASE("two pages are too few to tell a hurry") {
    CHECK(judge({.pages_ms = {600, 600}}).points == 0);
    CHECK(has(judge({.pages_ms = {600, 600, 600}}), Reason::Hurry));
}

TEST_CASE("the third equal mark in a row is flagged, not one with more answers") {
    CHECK_FALSE(judge({.mark = 5, .same_marks_before = 1}).is_flagged());
    CHECK(judge({.mark = 5, .same_marks_before = 2}).reasons == std::vector{Reason::SameMarks});
    CHECK_FALSE(judge({.mark = 5, .same_marks_before = 2, .has_only_mark = false}).is_flagged());
    CHECK_FALSE(judge({.same_marks_before = 2}).is_flagged());
}

TEST_CASE("a mark taken back twice is doubt, three times half a reason") {
    CHECK(judge({.marks_taken_back = 2}).points == 0);
    CHECK(judge({.marks_taken_back = 3}).reasons == std::vector{Reason::SeeSaw});
    CHECK_FALSE(judge({.marks_taken_back = 3}).is_flagged());
}
