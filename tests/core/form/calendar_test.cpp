#include "core/form/calendar.h"

#include <cmath>

#include <catch2/catch.hpp>

#include "tests/core/form/sample_instance.h"

using otk::form::Environment;
using otk::test::SampleInstance;

namespace {

constexpr int hour_s = 3600;

/// Ahead of UTC by so many hours, always.
SampleInstance& in_zone(SampleInstance& sample, int hours) {
    sample.environment.utc_offset_s = [hours](std::int64_t) { return hours * hour_s; };
    return sample;
}

}  // namespace

TEST_CASE("date and dateTime are read as XML Schema writes them") {
    SampleInstance sample;
    in_zone(sample, 3);
    CHECK(sample.number("decimal-date-time('1970-01-01')") == -0.125);
    CHECK(sample.number("decimal-date-time('1970-01-01T03:00:00')") == 0);
    CHECK(sample.number("decimal-date-time('1970-01-02T00:00:00Z')") == 1);
    CHECK(sample.number("decimal-date-time('1970-01-02T06:00:00.500+06:00')") ==
          Approx(1 + 0.5 / 86400));
    CHECK(sample.number("decimal-date-time('1969-12-31T12:00Z')") == -0.5);
    CHECK(sample.number("decimal-date-time('2000-02-29T00:00:00Z')") == 11016);
    CHECK(sample.number("decimal-date-time(' 2000-02-29T00:00:00Z ')") == 11016);
    for (const char* text : {"2001-02-29", "1900-02-29", "2000-13-01", "2000-00-10", "2000-01-32",
             "2000-01-01T24:00:00Z", "2000-01-01T10:60:00Z", "2000-01-01T10:00:60Z",
             "2000-01-01T10:00:00+15:00", "2000-01-01T10:00:00+01:60", "2000-01-01T",
             "2000-01-01 10:00", "20000-01-01", "0000-01-01", "yesterday", ""}) {
        INFO(text);
        CHECK(std::isnan(sample.number("decimal-date-time('" + std::string(text) + "')")));
        CHECK(sample.text("date('" + std::string(text) + "')").empty());
    }
}

TEST_CASE("date() takes digits without padding and days since 1970") {
    SampleInstance sample;
    in_zone(sample, 3);
    CHECK(sample.text("date('1970-1-2')") == "1970-01-02");
    CHECK(std::isnan(sample.number("number('1970-1-2')")));
    CHECK(sample.text("date(1)") == "1970-01-02T03:00:00.000+03:00");
    CHECK(sample.text("date(0.875)") == "1970-01-02");  // a local midnight is a day
    CHECK(sample.text("date-time('2020-05-06T21:00:00Z')") == "2020-05-07");
    CHECK(sample.text("date('2020-05-06T22:30:00.250Z')") == "2020-05-07T01:30:00.250+03:00");
    CHECK(sample.text("string(date('2018-01-01' + 1))") == "2018-01-02");
    CHECK(sample.text("date(99999999)").empty());
    CHECK(sample.text("date(0 div 0)").empty());
    CHECK_FALSE(sample.truth("date('nonsense')"));
}

TEST_CASE("a date as a number has a text of whole days") {
    SampleInstance sample;
    in_zone(sample, -7);
    CHECK(sample.number("number('1970-01-02')") == Approx(1.291667).epsilon(1e-6));
    CHECK(sample.text("number('1970-01-02')") == "1");
    CHECK(sample.text("number('1.75')") == "1.75");
    CHECK(sample.number("'1970-01-02' + 0.5") == Approx(1.791667).epsilon(1e-6));
}

TEST_CASE("a time is a share of the local day") {
    SampleInstance sample;
    in_zone(sample, 3);
    CHECK(sample.number("decimal-time('12:00')") == 0.5);
    CHECK(sample.number("decimal-time('18:00:00.000')") == 0.75);
    CHECK(sample.number("decimal-time('18:00:00.000Z')") == 0.875);
    CHECK(sample.number("decimal-time('23:00:00Z')") == Approx(2.0 / 24));
    CHECK(std::isnan(sample.number("decimal-time('24:00')")));
    CHECK(std::isnan(sample.number("decimal-time('noon')")));
}

TEST_CASE("a format has day and time, and the language's names") {
    SampleInstance sample;
    in_zone(sample, 3);
    const std::string moment = "'2026-07-05T01:02:03.045+03:00'";
    CHECK(sample.text("format-date-time(" + moment + ", '%Y %y %m %n %b %d %e %a')") ==
          "2026 26 07 7 Jul 05 5 Sun");
    CHECK(sample.text("format-date-time(" + moment + ", '%H %h %M %S %3')") == "01 1 02 03 045");
    CHECK(sample.text("format-date('2026-07-05', '%e.%m.%Y, 100 ')") == "5.07.2026, 100 ");
    CHECK(sample.text("format-date('', '%Y')").empty());
    sample.environment.language = "ru";
    CHECK(sample.text("format-date('2026-07-05', '%a, %e %b')") == "вс, 5 июл");
    // Only at run time does a computed format come; what it does not know stays.
    CHECK(sample.text("format-date('2026-07-05', concat('%', 'Q%'))") == "%Q%");
}

TEST_CASE("now and today are the environment's") {
    SampleInstance sample;
    in_zone(sample, 3);
    CHECK(sample.text("now()").empty());
    CHECK(sample.text("today()").empty());
    sample.environment.now_ms = 1'782'000'000'500;  // 2026-06-21T00:00:00.500Z
    CHECK(sample.text("now()") == "2026-06-21T03:00:00.500+03:00");
    CHECK(sample.text("today()") == "2026-06-21");
    CHECK(sample.text("today() - '2026-06-01'") == "20");
    sample.environment.clock = Environment::Clock::Day;
    CHECK(sample.text("now()") == "2026-06-21");
}

TEST_CASE("local time follows the zone's changes") {
    SampleInstance sample;
    // An hour ahead from 2020-06-01T00:00Z on.
    sample.environment.utc_offset_s = [](std::int64_t unix_s) {
        return unix_s >= 1'590'969'600 ? hour_s : 0;
    };
    CHECK(sample.text("date('2020-05-31') ") == "2020-05-31");
    CHECK(sample.text("date('2020-06-02')") == "2020-06-02");
    CHECK(sample.number("decimal-date-time('2020-06-02') - decimal-date-time('2020-05-31')") ==
          Approx(2 - 1.0 / 24));
}
