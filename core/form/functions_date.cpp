#include "core/form/functions_date.h"

#include <limits>
#include <optional>
#include <utility>

#include "core/form/arguments.h"
#include "core/form/calendar.h"

namespace otk::form {
namespace {

/// A number is a count of days, a text a date or a count of days.
std::optional<std::int64_t> instant_of(const Value& value, Evaluation& evaluation) {
    const bool is_number =
        std::holds_alternative<double>(value) || std::holds_alternative<Moment>(value);
    if (is_number) return instant_of_days(evaluation.number(value));
    const std::string text = evaluation.text(value);
    const auto instant = instant_of_text(text, DateDigits::Any, evaluation.environment());
    return instant ? instant : instant_of_days(number_from_text(text));
}

std::optional<std::int64_t> first_instant(Arguments& arguments) {
    return instant_of(arguments.value(0), arguments.evaluation());
}

}  // namespace

/// date() and date-time(): ODK's engines make the same of both.
Value call_date(Arguments& arguments) {
    const auto instant = first_instant(arguments);
    return instant ? moment_of(*instant, arguments.evaluation().environment()) : no_moment();
}

Value call_decimal_date_time(Arguments& arguments) {
    const auto instant = first_instant(arguments);
    return instant ? days_of_instant(*instant) : std::numeric_limits<double>::quiet_NaN();
}

Value call_decimal_time(Arguments& arguments) {
    return share_of_day(arguments.text(0), arguments.evaluation().environment());
}

/// format-date() and format-date-time(): a day has the time of its midnight.
Value call_format_date(Arguments& arguments) {
    const auto instant = first_instant(arguments);
    const std::string pattern = arguments.text(1);
    if (!instant) return std::string();
    return formatted(*instant, pattern, arguments.evaluation().environment());
}

Value call_now(Arguments& arguments) {
    const Environment& environment = arguments.evaluation().environment();
    if (!environment.now_ms) return no_moment();
    if (environment.clock == Environment::Clock::Day) return call_today(arguments);
    return Moment{
        days_of_instant(*environment.now_ms), date_time_text(*environment.now_ms, environment)};
}

Value call_today(Arguments& arguments) {
    const Environment& environment = arguments.evaluation().environment();
    if (!environment.now_ms) return no_moment();
    std::string text = date_text(*environment.now_ms, environment);
    const auto midnight = instant_of_text(text, DateDigits::Padded, environment);
    return midnight ? Moment{days_of_instant(*midnight), std::move(text)} : no_moment();
}

}  // namespace otk::form
