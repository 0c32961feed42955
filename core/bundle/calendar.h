#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/config/toml.h"
#include "core/base/opening.h"

namespace otk::bundle {

/// Reads a production calendar (calendar.toml): [[year]] tables with the year's days off, its
/// shortened days, and days off that are worked. Refused with "source:line:column: " are an unknown
/// key, a day that is none or of another year, and a day that is named twice.
Result<schedule::Calendar> parse_calendar(std::string_view text, const std::string& source);

/// Reads the table `hours` of a place: mon … sun and lunch as "8:30-17:30" (also with "–"), a
/// weekday that is absent is closed; `holidays = true`: the calendar changes nothing. Refused are a
/// time that is none, an end that is not after its beginning, lunch without a day that it
/// interrupts, and a week without any hours.
Result<schedule::Hours> read_hours(const config::TomlTable& hours);

}  // namespace otk::bundle
