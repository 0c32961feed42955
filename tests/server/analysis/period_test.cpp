#include "server/analysis/period.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::analysis;

TEST_CASE("a period is a day, an ISO week, a month or a quarter") {
    CHECK(parse_period("2026-11-22").value() ==
          Period{PeriodKind::Day, Day{2026, 11, 22}, Day{2026, 11, 22}});
    CHECK(parse_period("2026-W47").value() ==
          Period{PeriodKind::Week, Day{2026, 11, 16}, Day{2026, 11, 22}});
    CHECK(parse_period("2024-02").value() ==
          Period{PeriodKind::Month, Day{2024, 2, 1}, Day{2024, 2, 29}});
    CHECK(parse_period("2026-Q4").value() ==
          Period{PeriodKind::Quarter, Day{2026, 10, 1}, Day{2026, 12, 31}});
    // 2026 has 53 weeks and its first day is a Thursday: week 1 begins in the year before.
    CHECK(parse_period("2026-W01").value().first == Day{2025, 12, 29});
    CHECK(parse_period("2026-W53").value().last == Day{2027, 1, 3});
}

TEST_CASE("any other period is refused with the four forms named") {
    for (const char* text :
        {"", "2026", "2026-W00", "2026-W54", "2025-W53", "2026-13", "2026-00", "2026-Q5", "2026-Q0",
            "2026-1", "2026-w47", "2026-11-31", "1969-12", "2026-11-22 ", "2026-W4a", "2026-+1"}) {
        INFO(text);
        const auto period = parse_period(text);
        REQUIRE_FALSE(period);
        CHECK(period.error().kind == ErrorKind::InvalidInput);
        CHECK(period.error().context.find("2026-W47") != std::string::npos);
    }
}

TEST_CASE("a period is written as it is read") {
    for (const char* text : {"2026-11-22", "2026-W53", "2026-11", "2026-Q1"}) {
        CHECK(to_text(parse_period(text).value()) == text);
    }
}

TEST_CASE("neighbouring periods follow each other without a gap") {
    for (const char* text : {"2026-12-31", "2026-W53", "2026-12", "2026-Q4", "2027-01-01",
             "2027-W01", "2027-01", "2027-Q1"}) {
        INFO(text);
        const Period period = parse_period(text).value();
        CHECK(before(after(period)) == period);
        CHECK(days_since_epoch(after(period).first) == days_since_epoch(period.last) + 1);
    }
    CHECK(to_text(after(parse_period("2026-Q4").value())) == "2027-Q1");
}

TEST_CASE("a period is closed when its last day is over") {
    const Period week = parse_period("2026-W47").value();
    CHECK_FALSE(is_closed(week, Day{2026, 11, 22}));
    CHECK(is_closed(week, Day{2026, 11, 23}));
}
