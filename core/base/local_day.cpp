#include "core/base/local_day.h"

#include <charconv>
#include <chrono>
#include <ctime>

#include "core/base/format.h"

namespace otk {
namespace {

namespace chrono = std::chrono;

chrono::year_month_day civil(const Day& day) {
    return chrono::year(day.year) / static_cast<int>(day.month) / static_cast<int>(day.day);
}

bool parse_digits(std::string_view text, int& number) {
    for (const char letter : text) {
        if (letter < '0' || letter > '9') return false;
    }
    return std::from_chars(text.data(), text.data() + text.size(), number).ec == std::errc();
}

}  // namespace

Day day_of(std::int64_t unix_seconds) {
    const std::time_t moment = unix_seconds;
    std::tm parts{};
    localtime_r(&moment, &parts);
    return Day{parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday};
}

int minute_of_day(std::int64_t unix_seconds) {
    const std::time_t moment = unix_seconds;
    std::tm parts{};
    localtime_r(&moment, &parts);
    return parts.tm_hour * 60 + parts.tm_min;
}

std::string to_text(const Day& day) {
    return format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
}

Result<Day> parse_day(std::string_view text) {
    const Day day = OTK_TRY(parse_civil_day(text));
    if (day.year < 1970) return fail(ErrorKind::InvalidInput, "a day before 1970");
    return day;
}

Result<Day> parse_civil_day(std::string_view text) {
    Day day;
    const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-' &&
                        parse_digits(text.substr(0, 4), day.year) &&
                        parse_digits(text.substr(5, 2), day.month) &&
                        parse_digits(text.substr(8, 2), day.day);
    if (!shaped || day.year < 1 || !civil(day).ok()) {
        return fail(ErrorKind::InvalidInput, "not a day in the form YYYY-MM-DD");
    }
    return day;
}

std::int64_t days_since_epoch(const Day& day) {
    return chrono::sys_days(civil(day)).time_since_epoch().count();
}

Day day_from_epoch(std::int64_t days) {
    const chrono::year_month_day date{
        chrono::sys_days(chrono::days(days))};
    return Day{static_cast<int>(date.year()), static_cast<int>(static_cast<unsigned>(date.month())),
        static_cast<int>(static_cast<unsigned>(date.day()))};
}

std::string iso_week_of(const Day& day) {
    // ISO 8601: a week belongs to the year that its Thursday is in.
    const chrono::sys_days date(civil(day));
    const chrono::days from_monday = chrono::weekday(date) - chrono::Monday;
    const chrono::sys_days thursday = date - from_monday + chrono::days(3);
    const chrono::year_month_day parts(thursday);
    const chrono::sys_days first(parts.year() / chrono::January / 1);
    const auto week = (thursday - first).count() / 7 + 1;
    return format("{:04}-W{:02}", static_cast<int>(parts.year()), week);
}

}  // namespace otk
