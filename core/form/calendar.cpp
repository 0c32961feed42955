#include "core/form/calendar.h"

#include <array>
#include <cmath>
#include <limits>

#include "core/base/format.h"
#include "core/base/local_day.h"

namespace otk::form {
namespace {

constexpr std::int64_t milliseconds_per_minute = 60'000;
constexpr std::int64_t milliseconds_per_second = 1000;

/// Reads a text from left to right; each `take_…` moves on only if it found what it names.
class Reader {
  public:
    explicit Reader(std::string_view text) : m_rest(text) {}

    bool is_at_end() const { return m_rest.empty(); }
    char peek() const { return m_rest.empty() ? '\0' : m_rest.front(); }
    bool take(char c) {
        if (peek() != c) return false;
        m_rest.remove_prefix(1);
        return true;
    }
    /// Digits, as many as the bounds allow; absent if there are fewer.
    std::optional<int> take_number(std::size_t digits_min, std::size_t digits_max) {
        std::size_t count = 0;
        int number = 0;
        while (count < digits_max && count < m_rest.size() && is_digit(m_rest[count])) {
            number = number * 10 + (m_rest[count] - '0');
            ++count;
        }
        if (count < digits_min) return {};
        m_rest.remove_prefix(count);
        return number;
    }
    void skip_digits() {
        while (is_digit(peek()))
            m_rest.remove_prefix(1);
    }

  private:
    static bool is_digit(char c) { return c >= '0' && c <= '9'; }

    std::string_view m_rest;
};

bool is_leap(int year) {
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in(int year, int month) {
    constexpr std::array<int, 12> lengths = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : lengths[static_cast<std::size_t>(month - 1)];
}

std::optional<Day> take_date(Reader& reader, DateDigits digits) {
    const std::size_t least = digits == DateDigits::Padded ? 2 : 1;
    const std::optional<int> year = reader.take_number(4, 4);
    if (!year || *year == 0 || !reader.take('-')) return {};
    const std::optional<int> month = reader.take_number(least, 2);
    if (!month || *month < 1 || *month > 12 || !reader.take('-')) return {};
    const std::optional<int> day = reader.take_number(least, 2);
    if (!day || *day < 1 || *day > days_in(*year, *month)) return {};
    return Day{*year, *month, *day};
}

/// Milliseconds since midnight: hh:mm, hh:mm:ss or with a fraction.
std::optional<std::int64_t> take_time(Reader& reader) {
    const std::optional<int> hour = reader.take_number(2, 2);
    if (!hour || *hour > 23 || !reader.take(':')) return {};
    const std::optional<int> minute = reader.take_number(2, 2);
    if (!minute || *minute > 59) return {};
    std::int64_t time = (*hour * 60 + *minute) * milliseconds_per_minute;
    if (!reader.take(':')) return time;
    const std::optional<int> second = reader.take_number(2, 2);
    if (!second || *second > 59) return {};
    time += *second * milliseconds_per_second;
    if (!reader.take('.')) return time;
    for (const int weight : {100, 10, 1}) {
        const std::optional<int> digit = reader.take_number(weight == 100 ? 1 : 0, 1);
        if (!digit) return {};
        time += *digit * weight;
    }
    reader.skip_digits();
    return time;
}

/// Milliseconds that the zone is ahead of UTC: Z or ±hh:mm.
std::optional<std::int64_t> take_zone(Reader& reader) {
    if (reader.take('Z')) return 0;
    const bool is_behind = reader.peek() == '-';
    if (!reader.take('-') && !reader.take('+')) return {};
    const std::optional<int> hour = reader.take_number(2, 2);
    if (!hour || *hour > 14 || !reader.take(':')) return {};
    const std::optional<int> minute = reader.take_number(2, 2);
    if (!minute || *minute > 59) return {};
    const std::int64_t ahead = (*hour * 60 + *minute) * milliseconds_per_minute;
    return is_behind ? -ahead : ahead;
}

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    return a / b - (a % b != 0 && (a < 0) != (b < 0) ? 1 : 0);
}

std::int64_t offset_ms_at(std::int64_t instant_ms, const Environment& environment) {
    if (!environment.utc_offset_s) return 0;
    return environment.utc_offset_s(floor_div(instant_ms, milliseconds_per_second)) *
           milliseconds_per_second;
}

/// The moment of a local time. Two steps settle on the offset that holds then; an hour that the
/// clocks skip or repeat is read by the offset of one side.
std::int64_t instant_of_local(std::int64_t local_ms, const Environment& environment) {
    const std::int64_t near = local_ms - offset_ms_at(local_ms, environment);
    return local_ms - offset_ms_at(near, environment);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t begin = text.find_first_not_of(space);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

/// A moment as the clocks and calendars on the wall show it.
struct LocalTime {
    Day date;
    std::int64_t ms_of_day = 0;
    std::int64_t offset_ms = 0;
    int weekday = 0;  ///< 0: Sunday

    int hour() const { return static_cast<int>(ms_of_day / (60 * milliseconds_per_minute)); }
    int minute() const { return static_cast<int>(ms_of_day / milliseconds_per_minute % 60); }
    int second() const { return static_cast<int>(ms_of_day / milliseconds_per_second % 60); }
    int millisecond() const { return static_cast<int>(ms_of_day % milliseconds_per_second); }
};

LocalTime local_time_of(std::int64_t instant_ms, const Environment& environment) {
    const std::int64_t offset_ms = offset_ms_at(instant_ms, environment);
    const std::int64_t local_ms = instant_ms + offset_ms;
    const std::int64_t days = floor_div(local_ms, milliseconds_per_day);
    constexpr int weekday_of_1970 = 4;  // a Thursday
    const std::int64_t weekday = days + weekday_of_1970 - 7 * floor_div(days + weekday_of_1970, 7);
    return {day_from_epoch(days), local_ms - days * milliseconds_per_day, offset_ms,
        static_cast<int>(weekday)};
}

struct Names {
    std::string_view language;
    std::array<std::string_view, 12> months;
    std::array<std::string_view, 7> days;  ///< from Sunday
};

constexpr Names english = {"en",
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
    {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}};
constexpr Names russian = {"ru",
    {"янв", "фев", "мар", "апр", "май", "июн", "июл", "авг", "сен", "окт", "ноя", "дек"},
    {"вс", "пн", "вт", "ср", "чт", "пт", "сб"}};

const Names& names_in(std::string_view language) {
    return language == russian.language ? russian : english;
}

/// The text of one identifier; absent if there is none of that letter.
std::optional<std::string> identified(char letter, const LocalTime& time, const Names& names) {
    const Day& date = time.date;
    switch (letter) {
        case 'Y':
            return format("{:04}", date.year);
        case 'y':
            return format("{:02}", date.year % 100);
        case 'm':
            return format("{:02}", date.month);
        case 'n':
            return format("{}", date.month);
        case 'b':
            return std::string(names.months[static_cast<std::size_t>(date.month - 1)]);
        case 'd':
            return format("{:02}", date.day);
        case 'e':
            return format("{}", date.day);
        case 'a':
            return std::string(names.days[static_cast<std::size_t>(time.weekday)]);
        case 'H':
            return format("{:02}", time.hour());
        case 'h':
            return format("{}", time.hour());
        case 'M':
            return format("{:02}", time.minute());
        case 'S':
            return format("{:02}", time.second());
        case '3':
            return format("{:03}", time.millisecond());
        default:
            return {};
    }
}

}  // namespace

std::optional<std::int64_t> instant_of_text(
    std::string_view text, DateDigits digits, const Environment& environment) {
    Reader reader(trimmed(text));
    const std::optional<Day> date = take_date(reader, digits);
    if (!date) return {};
    std::int64_t local_ms = days_since_epoch(*date) * milliseconds_per_day;
    if (reader.is_at_end()) return instant_of_local(local_ms, environment);
    if (!reader.take('T')) return {};
    const std::optional<std::int64_t> time = take_time(reader);
    if (!time) return {};
    local_ms += *time;
    if (reader.is_at_end()) return instant_of_local(local_ms, environment);
    const std::optional<std::int64_t> zone = take_zone(reader);
    if (!zone || !reader.is_at_end()) return {};
    return local_ms - *zone;
}

std::optional<std::int64_t> instant_of_days(double days) {
    // 0001-01-01 and 9999-12-31, a day inside so that no zone leads out.
    constexpr double first = -719'161;
    constexpr double last = 2'932'895;
    if (!(days >= first && days <= last)) return {};
    return std::llround(days * static_cast<double>(milliseconds_per_day));
}

double days_of_instant(std::int64_t instant_ms) {
    return static_cast<double>(instant_ms) / static_cast<double>(milliseconds_per_day);
}

double share_of_day(std::string_view time, const Environment& environment) {
    constexpr double no_time = std::numeric_limits<double>::quiet_NaN();
    Reader reader(trimmed(time));
    const std::optional<std::int64_t> taken = take_time(reader);
    if (!taken) return no_time;
    std::int64_t ms_of_day = *taken;
    if (!reader.is_at_end()) {
        const std::optional<std::int64_t> zone = take_zone(reader);
        if (!zone || !reader.is_at_end()) return no_time;
        ms_of_day += offset_ms_at(0, environment) - *zone;
        ms_of_day -= floor_div(ms_of_day, milliseconds_per_day) * milliseconds_per_day;
    }
    return days_of_instant(ms_of_day);
}

std::string date_text(std::int64_t instant_ms, const Environment& environment) {
    const Day date = local_time_of(instant_ms, environment).date;
    return format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::string date_time_text(std::int64_t instant_ms, const Environment& environment) {
    const LocalTime time = local_time_of(instant_ms, environment);
    const std::int64_t offset_minutes = std::abs(time.offset_ms) / milliseconds_per_minute;
    return format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}{}{:02}:{:02}", time.date.year,
        time.date.month, time.date.day, time.hour(), time.minute(), time.second(),
        time.millisecond(), time.offset_ms < 0 ? '-' : '+', offset_minutes / 60,
        offset_minutes % 60);
}

std::string text_of_instant(std::int64_t instant_ms, const Environment& environment) {
    const bool is_midnight = local_time_of(instant_ms, environment).ms_of_day == 0;
    return is_midnight ? date_text(instant_ms, environment)
                       : date_time_text(instant_ms, environment);
}

std::string formatted(
    std::int64_t instant_ms, std::string_view pattern, const Environment& environment) {
    const LocalTime time = local_time_of(instant_ms, environment);
    const Names& names = names_in(environment.language);
    std::string text;
    for (std::size_t at = 0; at < pattern.size(); ++at) {
        std::optional<std::string> part;
        if (pattern[at] == '%' && at + 1 < pattern.size()) {
            part = identified(pattern[at + 1], time, names);
        }
        if (part) {
            text += *part;
            ++at;
        } else {
            text += pattern[at];
        }
    }
    return text;
}

Moment moment_of(std::int64_t instant_ms, const Environment& environment) {
    return {days_of_instant(instant_ms), text_of_instant(instant_ms, environment)};
}

Moment no_moment() {
    return {std::numeric_limits<double>::quiet_NaN(), {}};
}

}  // namespace otk::form
