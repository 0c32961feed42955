#include "core/base/local_day.h"

#include <catch2/catch.hpp>

using namespace otk;

TEST_CASE("a day is read and written as ISO 8601") {
    CHECK(to_text(parse_day("2024-02-29").value()) == "2024-02-29");
    for (const char* text : {"2023-02-29", "2026-13-01", "2026-1-1", "26-01-01", "2026-01-0x", ""}) {
        CHECK(parse_day(text).error().kind == ErrorKind::InvalidInput);
    }
}

TEST_CASE("a day of the process's clock is none before 1970, a day that people name is") {
    CHECK(parse_day("1970-01-01").has_value());
    CHECK(parse_day("1969-12-31").error().context == "a day before 1970");
    CHECK(days_since_epoch(parse_civil_day("1969-12-31").value()) == -1);
    // XML Schema's 0001-01-01, of the proleptic Gregorian calendar.
    CHECK(days_since_epoch(parse_civil_day("0001-01-01").value()) == -719'162);
    CHECK(to_text(parse_civil_day("0001-01-01").value()) == "0001-01-01");
    CHECK(parse_civil_day("9999-12-31").has_value());
    for (const char* text : {"0000-12-31", "1900-02-29", "-001-01-01", "10000-01-01"}) {
        CHECK(parse_civil_day(text).error().kind == ErrorKind::InvalidInput);
    }
}

TEST_CASE("days since 1970 are counted by the civil calendar") {
    CHECK(days_since_epoch(Day{1970, 1, 1}) == 0);
    CHECK(days_since_epoch(Day{2000, 3, 1}) == 11017);
    CHECK(day_from_epoch(11017) == Day{2000, 3, 1});
    CHECK(day_from_epoch(-1) == Day{1969, 12, 31});
}

TEST_CASE("an ISO week belongs to the year of its Thursday") {
    CHECK(iso_week_of(Day{2026, 11, 22}) == "2026-W47");
    CHECK(iso_week_of(Day{2027, 1, 3}) == "2026-W53");
    CHECK(iso_week_of(Day{2024, 12, 30}) == "2025-W01");
}
