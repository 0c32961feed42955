#include "kiosk/shell/opening_watch.h"

#include <ctime>

#include <catch2/catch.hpp>

#include "core/base/local_day.h"
#include "tests/support/manual_clock.h"

using namespace otk;
using kiosk::shell::OpeningWatch;

namespace {

/// The moment at which local clocks show that time.
std::int64_t moment(int day, int hour, int minute) {
    std::tm parts{};
    parts.tm_year = 2026 - 1900;
    parts.tm_mon = 10;
    parts.tm_mday = day;
    parts.tm_hour = hour;
    parts.tm_min = minute;
    parts.tm_isdst = -1;
    return std::mktime(&parts);
}

/// Every day from 8:30 to 17:30.
schedule::Hours daily() {
    schedule::Hours hours;
    for (auto& day : hours.week)
        day = schedule::Span{510, 1050};
    return hours;
}

}  // namespace

TEST_CASE("a place is closed by the wall clock, and its words know today") {
    test::ManualClock clock;
    const OpeningWatch watch(daily(), {}, clock);
    clock.jump_to(moment(26, 17, 29));
    CHECK_FALSE(watch.closed_now());
    clock.jump_to(moment(26, 17, 30));
    const auto closed = watch.closed_now();
    REQUIRE(closed);
    CHECK(closed->today == Day{2026, 11, 26});
    CHECK(closed->next == schedule::Moment{{2026, 11, 27}, 510});
    clock.jump_to(moment(27, 8, 30));
    CHECK_FALSE(watch.closed_now());
}

TEST_CASE("while the clock is not trusted the place is never closed") {
    test::ManualClock clock;
    const OpeningWatch watch(daily(), {}, clock);
    clock.jump_to(moment(26, 23, 0));
    CHECK(watch.closed_now());
    clock.set_trusted(false);
    CHECK_FALSE(watch.closed_now());
}

TEST_CASE("a place without hours is always open and asks for no timer") {
    test::ManualClock clock;
    OpeningWatch watch(std::nullopt, {}, clock);
    clock.jump_to(moment(26, 3, 0));
    CHECK_FALSE(watch.closed_now());
    const std::int64_t never = watch.next_ms();
    CHECK(never > 1'000'000'000'000);
    CHECK_FALSE(watch.look_again(6'000).closed);
    CHECK(watch.next_ms() == never);
}

TEST_CASE("a clock that jumps is believed at the next look, at most half a minute later") {
    test::ManualClock clock;
    OpeningWatch watch(daily(), {}, clock);
    clock.jump_to(moment(26, 16, 0));
    CHECK(watch.next_ms() == OpeningWatch::period_ms);
    CHECK_FALSE(watch.look_again(25'000).closed);
    CHECK(watch.next_ms() == 25'000 + OpeningWatch::period_ms);
    clock.jump_to(moment(26, 18, 0));
    CHECK(watch.look_again(45'000).closed);
    clock.jump_to(moment(26, 16, 0));
    CHECK_FALSE(watch.look_again(65'000).closed);
}
