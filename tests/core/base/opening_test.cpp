#include "core/base/opening.h"

#include <string>

#include <catch2/catch.hpp>

#include "core/base/format.h"

using namespace otk;
using namespace otk::schedule;

namespace {

int minute_of(int hour, int minute) {
    return hour * 60 + minute;
}

/// Monday to Thursday 8:30–17:30, Friday to 16:30, lunch 13:00–14:00.
Hours office() {
    Hours hours;
    for (std::size_t weekday = 0; weekday < 4; ++weekday)
        hours.week.at(weekday) = Span{minute_of(8, 30), minute_of(17, 30)};
    hours.week[4] = Span{minute_of(8, 30), minute_of(16, 30)};
    hours.lunch = Span{minute_of(13, 0), minute_of(14, 0)};
    return hours;
}

/// What of the calendar of 2026 the cases below need.
Calendar calendar() {
    Calendar days;
    days.years = {2026};
    for (int day = 1; day <= 9; ++day)
        days.off.insert({2026, 1, day});
    days.off.insert({2026, 12, 31});
    days.off.insert({2026, 5, 1});
    days.shortened = {{2026, 4, 30}};
    days.worked_as = {{{2026, 11, 28}, {2026, 11, 23}}};
    return days;
}

/// "open", or when it opens: "2026-11-27 8:30".
std::string state(const Day& day, int hour, int minute, const Hours& hours, const Calendar& days) {
    const Opening found = opening(day, minute_of(hour, minute), hours, days);
    if (found.is_open) return "open";
    if (!found.next) return "never";
    return format(
        "{} {}:{:02}", to_text(found.next->day), found.next->minute / 60, found.next->minute % 60);
}

}  // namespace

TEST_CASE("weekdays are those of the civil calendar") {
    CHECK(weekday_of({1970, 1, 1}) == 3);
    CHECK(weekday_of({1969, 12, 28}) == 6);
    CHECK(weekday_of({2026, 1, 1}) == 3);
    CHECK(weekday_of({2026, 11, 26}) == 3);
    CHECK(weekday_of({2028, 2, 29}) == 1);
}

TEST_CASE("a place is open within its hours and says else when it opens next") {
    struct Case {
        Day day;
        int hour;
        int minute;
        const char* expected;
    };
    const Case cases[]{
        {{2026, 11, 26}, 8, 29, "2026-11-26 8:30"},  // Thursday, a minute early
        {{2026, 11, 26}, 8, 30, "open"},
        {{2026, 11, 26}, 12, 59, "open"},
        {{2026, 11, 26}, 13, 0, "2026-11-26 14:00"},  // lunch
        {{2026, 11, 26}, 13, 59, "2026-11-26 14:00"},
        {{2026, 11, 26}, 14, 0, "open"},
        {{2026, 11, 26}, 17, 29, "open"},
        {{2026, 11, 26}, 17, 30, "2026-11-27 8:30"},  // the evening before a Friday
        {{2026, 11, 27}, 16, 30, "2026-11-28 8:30"},  // Friday ends early; this Saturday is worked
        {{2026, 11, 28}, 17, 0, "open"},              // with a Monday's hours
        {{2026, 11, 29}, 12, 0, "2026-11-30 8:30"},   // Sunday
        {{2026, 12, 30}, 23, 59, "2027-01-01 8:30"},  // the 31st is off; 2027 is not known
        {{2026, 1, 1}, 0, 0, "2026-01-12 8:30"},      // eleven days
        {{2026, 4, 30}, 16, 29, "open"},              // one hour less
        {{2026, 4, 30}, 16, 30, "2026-05-04 8:30"},
    };
    for (const Case& one : cases) {
        CAPTURE(to_text(one.day), one.hour, one.minute);
        CHECK(state(one.day, one.hour, one.minute, office(), calendar()) == one.expected);
    }
}

TEST_CASE("a place that is open on holidays does not ask the calendar") {
    Hours hours = office();
    hours.open_on_holidays = true;
    CHECK(state({2026, 1, 1}, 12, 0, hours, calendar()) == "open");
    CHECK(state({2026, 4, 30}, 17, 0, hours, calendar()) == "open");
    CHECK(state({2026, 11, 28}, 12, 0, hours, calendar()) == "2026-11-30 8:30");
}

TEST_CASE("a place without hours on any day never opens, one around the clock never closes") {
    CHECK(state({2026, 11, 26}, 12, 0, {}, {}) == "never");
    Hours always;
    for (auto& day : always.week)
        day = Span{0, minutes_of_day};
    for (int minute = 0; minute < minutes_of_day; minute += 59)
        CHECK(opening({2026, 11, 26}, minute, always, {}).is_open);
}

TEST_CASE("lunch takes nothing from a day that does not reach it, and what it covers is closed") {
    Hours hours = office();
    hours.week[5] = Span{minute_of(9, 0), minute_of(13, 0)};
    CHECK(open_spans({2026, 11, 21}, hours, {}) ==
          std::vector<Span>{{minute_of(9, 0), minute_of(13, 0)}});
    hours.week[5] = Span{minute_of(9, 0), minute_of(13, 30)};
    CHECK(open_spans({2026, 11, 21}, hours, {}) ==
          std::vector<Span>{{minute_of(9, 0), minute_of(13, 0)}});
    hours.week[5] = Span{minute_of(13, 0), minute_of(14, 0)};
    CHECK(open_spans({2026, 11, 21}, hours, {}).empty());
}

TEST_CASE("a shortened day that has an hour or less is closed") {
    Hours hours;
    hours.week[3] = Span{minute_of(12, 0), minute_of(13, 0)};
    Calendar days;
    days.shortened = {{2026, 4, 30}};
    CHECK(open_spans({2026, 4, 30}, hours, days).empty());
}
