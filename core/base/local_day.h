#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace otk {

/// A calendar day in the process's time zone (TZ). The only local time that we keep or show.
struct Day {
    int year = 1970;
    int month = 1;  ///< 1–12
    int day = 1;    ///< 1–31

    friend auto operator<=>(const Day&, const Day&) = default;
};

/// The local day on which a moment falls.
Day day_of(std::int64_t unix_seconds);

/// Minutes after the local midnight at a moment: 0 to 1439.
int minute_of_day(std::int64_t unix_seconds);

/// "2026-11-22" (ISO 8601).
std::string to_text(const Day& day);

/// Refuses anything but a real day as YYYY-MM-DD, 1970 to 9999.
Result<Day> parse_day(std::string_view text);

/// The same of the days before that, too: 0001 to 9999, as XML Schema's dates without a zone (by
/// the civil calendar at any time). Nobody's local time reaches back there: for what people answer.
Result<Day> parse_civil_day(std::string_view text);

/// Days since 1970-01-01, by the civil calendar; a whole number in either direction.
std::int64_t days_since_epoch(const Day& day);

/// The inverse of days_since_epoch.
Day day_from_epoch(std::int64_t days);

/// "2026-W47" (ISO 8601 week of the day).
std::string iso_week_of(const Day& day);

}  // namespace otk
