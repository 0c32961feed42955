#include "core/bundle/calendar.h"

#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "core/bundle/site.h"

using namespace otk;
using namespace otk::bundle;
using schedule::Span;

namespace {

schedule::Calendar russia() {
    const Result<Bytes> bytes =
        read_file(Path(OTK_SOURCE_DIR) / "config/calendar/russia.toml", 1U << 20U);
    REQUIRE(bytes);
    const Result<schedule::Calendar> calendar = parse_calendar(text_of(*bytes), "russia.toml");
    REQUIRE(calendar);
    return *calendar;
}

/// A place of six lines whose table of hours begins on the seventh.
Result<std::vector<Place>> with_hours(const std::string& lines) {
    return parse_places(
        "[[place]]\ncode = \"a\"\nname.ru = \"А\"\nform = \"f\"\nroom = \"public\"\n"
        "link = \"7K2F\"\n[place.hours]\n" +
            lines,
        "places.toml");
}

std::string refusal_of(const std::string& lines) {
    const Result<std::vector<Place>> read = with_hours(lines);
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == ErrorKind::InvalidInput);
    return read.error().context;
}

std::string calendar_refusal(const std::string& text) {
    const Result<schedule::Calendar> read = parse_calendar(text, "c.toml");
    REQUIRE_FALSE(read);
    return read.error().context;
}

}  // namespace

TEST_CASE("the calendar of 2026 has the days of the Labour Code and of the decree") {
    const schedule::Calendar calendar = russia();
    CHECK(calendar.years == std::set<int>{2026});
    for (const Day& day :
        {Day{2026, 1, 1}, Day{2026, 1, 9}, Day{2026, 2, 23}, Day{2026, 3, 9}, Day{2026, 5, 1},
            Day{2026, 5, 11}, Day{2026, 6, 12}, Day{2026, 11, 4}, Day{2026, 12, 31}}) {
        CAPTURE(to_text(day));
        CHECK(calendar.off.contains(day));
    }
    CHECK(calendar.shortened ==
          std::set<Day>{{2026, 4, 30}, {2026, 5, 8}, {2026, 6, 11}, {2026, 11, 3}});
    CHECK(calendar.worked_as.empty());
    // Of a week of five days 2026 has 247 working days.
    int working = 0;
    const std::int64_t first = days_since_epoch({2026, 1, 1});
    for (std::int64_t at = first; day_from_epoch(at).year == 2026; ++at) {
        const Day day = day_from_epoch(at);
        if (schedule::weekday_of(day) < 5 && !calendar.off.contains(day)) ++working;
    }
    CHECK(working == 247);
}

TEST_CASE("a place's hours are read, with a hyphen or a dash, and a place without is always open") {
    const Result<std::vector<Place>> places = with_hours(
        "mon = \"8:30-17:30\"\nsat = \"09:00–24:00\"\nlunch = \"13:00-14:00\"\nholidays = true\n");
    REQUIRE(places);
    const std::optional<schedule::Hours>& hours = places->front().hours;
    REQUIRE(hours);
    CHECK(hours->week[0] == Span{510, 1050});
    CHECK_FALSE(hours->week[1]);
    CHECK(hours->week[5] == Span{540, 1440});
    CHECK(hours->lunch == Span{780, 840});
    CHECK(hours->open_on_holidays);
    const Result<std::vector<Place>> without = parse_places(
        "[[place]]\ncode = \"a\"\nname.ru = \"А\"\nform = \"f\"\nroom = \"public\"\n"
        "link = \"7K2F\"\n",
        "places.toml");
    REQUIRE(without);
    CHECK_FALSE(without->front().hours);
}

TEST_CASE("bad hours are refused with line and column") {
    for (const std::string text : {"8-17", "8:30", "8:30-17:60", "8:5-17:30", "8:30-25:00",
             "-8:30-17:30", "8:30-17:30-18:00", "", "8:30 - 17:30", "008:30-17:30", "8:30-24:01"}) {
        CAPTURE(text);
        CHECK(refusal_of("mon = \"" + text + "\"\n").starts_with("places.toml:8:7: "));
    }
    CHECK(refusal_of("mon = \"17:30-8:30\"\n").find("ends before it begins") != std::string::npos);
    CHECK(refusal_of("mon = \"8:30-8:30\"\n").starts_with("places.toml:8:7: "));
    CHECK(refusal_of("mon = 8\n").starts_with("places.toml:8:7: "));
    CHECK(refusal_of("mo = \"8:30-17:30\"\n").starts_with("places.toml:8:"));
    CHECK(refusal_of("lunch = \"13:00-14:00\"\n").find("never open") != std::string::npos);
    CHECK(refusal_of("mon = \"8:30-13:00\"\nlunch = \"13:00-14:00\"\n")
              .starts_with("places.toml:9:9: "));
    CHECK(
        refusal_of("mon = \"8:30-17:30\"\nholidays = \"yes\"\n").starts_with("places.toml:9:12: "));
}

TEST_CASE("a bad calendar is refused with line and column") {
    CHECK(calendar_refusal("").starts_with("c.toml:1:1: "));
    CHECK(calendar_refusal("[[year]]\nyear = 2026\noff = [\"2026-02-30\"]\nshortened = []\n")
              .starts_with("c.toml:3:7: "));
    CHECK(calendar_refusal("[[year]]\nyear = 2026\noff = [\"2027-01-01\"]\nshortened = []\n")
              .find("no day of 2026") != std::string::npos);
    CHECK(calendar_refusal(
        "[[year]]\nyear = 2026\noff = [\"2026-01-01\"]\nshortened = [\"2026-01-01\"]\n")
              .starts_with("c.toml:4:13: "));
    CHECK(calendar_refusal("[[year]]\nyear = 2026\noff = []\n").find("shortened") !=
          std::string::npos);
    CHECK(
        calendar_refusal("[[year]]\nyear = 2026\noff = []\nshortened = []\n[[year]]\nyear = 2026\n"
                         "off = []\nshortened = []\n")
            .find("given before") != std::string::npos);
    CHECK(
        calendar_refusal("[[year]]\nyear = 2026\noff = []\nshortened = []\n"
                         "[[year.worked]]\nday = \"2026-11-28\"\nas = \"monday\"\n")
            .starts_with("c.toml:7:6: "));
}
