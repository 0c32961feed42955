#include "core/base/opening.h"

#include <algorithm>

#include "core/base/assert.h"

namespace otk::schedule {
namespace {

constexpr int days_in_week = 7;
constexpr int shortened_by = 60;
/// Longer than any run of days off; a place that opens never has no next opening.
constexpr int days_ahead_max = 60;

std::optional<Span> whole_span(const Day& day, const Hours& hours, const Calendar& calendar) {
    const auto of_weekday = [&](const Day& one) {
        return hours.week.at(static_cast<std::size_t>(weekday_of(one)));
    };
    if (hours.open_on_holidays) return of_weekday(day);
    if (calendar.off.contains(day)) return std::nullopt;
    const auto worked = calendar.worked_as.find(day);
    std::optional<Span> span =
        of_weekday(worked != calendar.worked_as.end() ? worked->second : day);
    if (span && calendar.shortened.contains(day)) {
        span->to -= shortened_by;
        if (span->to <= span->from) return std::nullopt;
    }
    return span;
}

}  // namespace

int weekday_of(const Day& day) {
    constexpr std::int64_t first_weekday = 3;  // 1970-01-01 was a Thursday
    const std::int64_t days = days_since_epoch(day) + first_weekday;
    return static_cast<int>((days % days_in_week + days_in_week) % days_in_week);
}

std::vector<Span> open_spans(const Day& day, const Hours& hours, const Calendar& calendar) {
    const std::optional<Span> span = whole_span(day, hours, calendar);
    if (!span) return {};
    const std::optional<Span>& lunch = hours.lunch;
    if (!lunch || lunch->to <= span->from || lunch->from >= span->to) return {*span};
    std::vector<Span> spans;
    if (span->from < lunch->from) spans.push_back({span->from, lunch->from});
    if (lunch->to < span->to) spans.push_back({lunch->to, span->to});
    return spans;
}

Opening opening(const Day& day, int minute, const Hours& hours, const Calendar& calendar) {
    OTK_ASSERT(minute >= 0 && minute < minutes_of_day);
    const std::int64_t today = days_since_epoch(day);
    for (int ahead = 0; ahead <= days_ahead_max; ++ahead) {
        const Day then = day_from_epoch(today + ahead);
        for (const Span& span : open_spans(then, hours, calendar)) {
            if (ahead > 0 || minute < span.from) return {false, Moment{then, span.from}};
            if (minute < span.to) return {true, std::nullopt};
        }
    }
    return {false, std::nullopt};
}

}  // namespace otk::schedule
