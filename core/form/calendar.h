#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/form/environment.h"
#include "core/form/value.h"

// Dates of ODK XForms: `date` and `dateTime` of XML Schema, a time without zone being local time.
// Pure: the zone comes from the environment. Years 1 to 9999.
namespace otk::form {

inline constexpr std::int64_t milliseconds_per_day = 86'400'000;

/// How a date has to be written: 2026-01-02, or also 2026-1-2 as date() takes it.
enum class DateDigits { Padded, Any };

/// Milliseconds since 1970-01-01T00:00Z of a `date` (its local midnight) or `dateTime`; absent if
/// it is none.
std::optional<std::int64_t> instant_of_text(
    std::string_view text, DateDigits digits, const Environment& environment);

/// The inverse of days; absent if that is no number or no day of the years 1 to 9999.
std::optional<std::int64_t> instant_of_days(double days);

double days_of_instant(std::int64_t instant_ms);

/// Of `time` (06:00, 06:00:00.000, with or without a zone): the share of the local day; NaN if it
/// is none. A zone is read as of 1970-01-01.
double share_of_day(std::string_view time, const Environment& environment);

/// "2026-11-22" where that is a local midnight, else "2026-11-22T10:00:00.000+03:00".
std::string text_of_instant(std::int64_t instant_ms, const Environment& environment);
/// Always with the time.
std::string date_time_text(std::int64_t instant_ms, const Environment& environment);
/// The local day.
std::string date_text(std::int64_t instant_ms, const Environment& environment);

/// The identifiers of ODK XForms' format-date-time: %Y %y %m %n %b %d %e %a, %H %h %M %S %3. Others
/// stay as they stand.
std::string formatted(
    std::int64_t instant_ms, std::string_view pattern, const Environment& environment);

/// A value that holds the instant both ways.
Moment moment_of(std::int64_t instant_ms, const Environment& environment);

/// What date() makes of no date.
Moment no_moment();

}  // namespace otk::form
