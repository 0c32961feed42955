#pragma once

#include <array>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "core/base/local_day.h"

namespace otk::schedule {

constexpr int minutes_of_day = 24 * 60;

/// Minutes after midnight, by the local clock: from `from` on, no longer at `to`.
/// 0 ≤ from < to ≤ minutes_of_day.
struct Span {
    int from = 0;
    int to = 0;

    friend bool operator==(const Span&, const Span&) = default;
};

/// 0 is Monday, 6 Sunday.
int weekday_of(const Day& day);

/// When a place is open in an ordinary week.
struct Hours {
    std::array<std::optional<Span>, 7> week;  ///< none: closed on that weekday
    std::optional<Span> lunch;                ///< on every day that is open before and after it
    bool open_on_holidays = false;            ///< the calendar changes nothing here

    friend bool operator==(const Hours&, const Hours&) = default;
};

/// Days that differ from their weekday, of the years that are known. Days of other years are as
/// their weekday says.
struct Calendar {
    std::set<int> years;
    std::set<Day> off;             ///< holidays, and days off that were moved here
    std::set<Day> shortened;       ///< one hour less: Labour Code of Russia, article 95
    std::map<Day, Day> worked_as;  ///< a day off that is worked, and which day's hours it has
};

struct Moment {
    Day day;
    int minute = 0;  ///< after midnight

    friend bool operator==(const Moment&, const Moment&) = default;
};

struct Opening {
    bool is_open = true;
    /// When it opens next, of a place that is closed; none: not within the next 60 days.
    std::optional<Moment> next;

    friend bool operator==(const Opening&, const Opening&) = default;
};

/// The times of a day at which the place is open, in order, lunch taken out; none: closed.
std::vector<Span> open_spans(const Day& day, const Hours& hours, const Calendar& calendar);

/// Whether a place is open in that minute of that day, and else when it opens. Pure.
Opening opening(const Day& day, int minute, const Hours& hours, const Calendar& calendar);

}  // namespace otk::schedule
