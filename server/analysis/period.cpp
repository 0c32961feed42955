#include "server/analysis/period.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::analysis {
namespace {

constexpr int days_in_week = 7;
constexpr int months_in_quarter = 3;
constexpr int months_in_year = 12;

std::optional<int> digits(std::string_view text) {
    int number = 0;
    for (const char letter : text) {
        if (letter < '0' || letter > '9') return std::nullopt;
    }
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (read.ec != std::errc() || read.ptr != text.data() + text.size()) return std::nullopt;
    return number;
}

Day moved(const Day& day, std::int64_t days) {
    return day_from_epoch(days_since_epoch(day) + days);
}

/// Months from a first month on, e.g. three for a quarter.
Period months(PeriodKind kind, int year, int month, int count) {
    const int after_month = month + count;
    const Day next{
        after_month > 12 ? year + 1 : year, after_month > 12 ? after_month - 12 : after_month, 1};
    return Period{kind, Day{year, month, 1}, moved(next, -1)};
}

Period week_of(const Day& day) {
    // 1970-01-01 was a Thursday: three days after its Monday.
    const std::int64_t since_monday =
        (((days_since_epoch(day) + 3) % days_in_week) + days_in_week) % days_in_week;
    const Day monday = moved(day, -since_monday);
    return Period{PeriodKind::Week, monday, moved(monday, days_in_week - 1)};
}

std::optional<Period> week(int year, int number) {
    if (number < 1 || number > 53) return std::nullopt;
    // 4 January is always in week 1.
    const Period first = week_of(Day{year, 1, 4});
    const Period found =
        week_of(moved(first.first, static_cast<std::int64_t>(number - 1) * days_in_week));
    if (iso_week_of(found.first) != format("{:04}-W{:02}", year, number)) return std::nullopt;
    return found;
}

std::optional<Period> parse_shape(std::string_view text) {
    if (text.size() < 7 || text[4] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    if (!year || *year < 1970) return std::nullopt;
    const std::string_view rest = text.substr(5);
    if (rest.size() == 3 && rest[0] == 'W') {
        const auto number = digits(rest.substr(1));
        return number ? week(*year, *number) : std::nullopt;
    }
    if (rest.size() == 2 && rest[0] == 'Q') {
        const auto number = digits(rest.substr(1));
        if (!number || *number < 1 || *number > 4) return std::nullopt;
        return months(
            PeriodKind::Quarter, *year, (*number - 1) * months_in_quarter + 1, months_in_quarter);
    }
    if (rest.size() == 2) {
        const auto month = digits(rest);
        if (!month || *month < 1 || *month > 12) return std::nullopt;
        return months(PeriodKind::Month, *year, *month, 1);
    }
    const auto day = parse_day(text);
    if (!day) return std::nullopt;
    return Period{PeriodKind::Day, *day, *day};
}

}  // namespace

Result<Period> parse_period(std::string_view text) {
    const auto period = parse_shape(text);
    if (!period) {
        return fail(ErrorKind::InvalidInput,
            "period: expected a day 2026-11-22, an ISO week 2026-W47, a month 2026-11 or a quarter "
            "2026-Q4");
    }
    return *period;
}

std::string to_text(const Period& period) {
    switch (period.kind) {
        case PeriodKind::Day:
            return otk::to_text(period.first);
        case PeriodKind::Week:
            return iso_week_of(period.first);
        case PeriodKind::Month:
            return format("{:04}-{:02}", period.first.year, period.first.month);
        case PeriodKind::Quarter:
            return quarter_of(period.first);
    }
    OTK_UNREACHABLE();
}

Period period_of(PeriodKind kind, const Day& day) {
    switch (kind) {
        case PeriodKind::Day:
            return Period{kind, day, day};
        case PeriodKind::Week:
            return week_of(day);
        case PeriodKind::Month:
            return months(kind, day.year, day.month, 1);
        case PeriodKind::Quarter:
            return months(kind, day.year,
                (day.month - 1) / months_in_quarter * months_in_quarter + 1, months_in_quarter);
    }
    OTK_UNREACHABLE();
}

Period before(const Period& period) {
    return period_of(period.kind, moved(period.first, -1));
}

Period after(const Period& period) {
    return period_of(period.kind, moved(period.last, 1));
}

bool is_closed(const Period& period, const Day& today) {
    return period.last < today;
}

Day first_kept_day(const Day& today, int months) {
    OTK_ASSERT(months >= 1);
    const int index = today.year * months_in_year + today.month - 1 - months;
    return Day{index / months_in_year, index % months_in_year + 1, 1};
}

std::optional<Day> confirmed_day(const Day& today, const std::optional<Day>& newest_of_kiosks) {
    constexpr std::int64_t silence_days_max = 31;
    if (!newest_of_kiosks) return std::nullopt;
    const Day latest = day_from_epoch(days_since_epoch(*newest_of_kiosks) + silence_days_max);
    return std::min(today, latest);
}

std::string quarter_of(const Day& day) {
    return format("{:04}-Q{}", day.year, (day.month - 1) / months_in_quarter + 1);
}

}  // namespace otk::analysis
