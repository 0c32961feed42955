#include "core/bundle/calendar.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>

#include "core/base/format.h"
#include "core/bundle/words.h"

namespace otk::bundle {
namespace {

using config::TomlTable;
using schedule::Calendar;
using schedule::Hours;
using schedule::Span;

constexpr std::array<std::string_view, 7> weekdays{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

// Calendar

class YearReader {
  public:
    YearReader(Calendar& calendar, int year) : m_calendar(calendar), m_year(year) {}

    Result<void> read(const TomlTable& table) {
        const std::vector<std::string> off = OTK_TRY(table.texts("off"));
        for (const std::string& text : off) {
            m_calendar.off.insert(OTK_TRY(new_day(table, "off", text)));
        }
        const std::vector<std::string> shortened = OTK_TRY(table.texts("shortened"));
        for (const std::string& text : shortened) {
            m_calendar.shortened.insert(OTK_TRY(new_day(table, "shortened", text)));
        }
        const std::vector<TomlTable> worked = OTK_TRY(table.tables("worked"));
        for (const TomlTable& one : worked) {
            OTK_TRY(one.allow_only({"day", "as"}));
            const std::string day = OTK_TRY(one.text("day"));
            const std::string as = OTK_TRY(one.text("as"));
            const Day worked_day = OTK_TRY(new_day(one, "day", day));
            const Result<Day> model = parse_day(as);
            if (!model) return one.fail_at("as", "a day is written 2026-12-31");
            m_calendar.worked_as.emplace(worked_day, *model);
        }
        return {};
    }

  private:
    Result<Day> new_day(const TomlTable& table, std::string_view key, const std::string& text) {
        const Result<Day> day = parse_day(text);
        if (!day) return table.fail_at(key, format("\"{}\": a day is written 2026-12-31", text));
        if (day->year != m_year) {
            return table.fail_at(key, format("{} is no day of {}", text, m_year));
        }
        if (!m_seen.insert(*day).second) {
            return table.fail_at(key, format("{} was given before", text));
        }
        return *day;
    }

    Calendar& m_calendar;
    int m_year;
    std::set<Day> m_seen;
};

// Hours

/// "8:30" or "24:00": minutes after midnight.
std::optional<int> minute_in(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 2 || text.size() != colon + 3) {
        return std::nullopt;
    }
    const auto number = [](std::string_view digits) -> std::optional<int> {
        int value = 0;
        const char* const end = digits.data() + digits.size();
        if (!std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; })) {
            return std::nullopt;
        }
        const auto [stop, error] = std::from_chars(digits.data(), end, value);
        return error == std::errc() && stop == end ? std::optional(value) : std::nullopt;
    };
    const std::optional<int> hours = number(text.substr(0, colon));
    const std::optional<int> minutes = number(text.substr(colon + 1));
    if (!hours || !minutes || *minutes > 59) return std::nullopt;
    const int minute = *hours * 60 + *minutes;
    return minute <= schedule::minutes_of_day ? std::optional(minute) : std::nullopt;
}

/// "8:30-17:30".
Result<Span> span_at(const TomlTable& table, std::string_view key) {
    const std::string text = OTK_TRY(table.text(key));
    constexpr std::string_view dash = "–";
    std::size_t at = text.find('-');
    std::size_t length = 1;
    if (at == std::string::npos) {
        at = text.find(dash);
        length = dash.size();
    }
    if (at == std::string::npos) {
        return table.fail_at(key, format("\"{}\": hours are written 8:30-17:30", text));
    }
    const std::optional<int> from = minute_in(std::string_view(text).substr(0, at));
    const std::optional<int> to = minute_in(std::string_view(text).substr(at + length));
    if (!from || !to) {
        return table.fail_at(key, format("\"{}\": hours are written 8:30-17:30", text));
    }
    if (*to <= *from) {
        return table.fail_at(
            key, format("\"{}\": it ends before it begins; a night takes two days, "
                        "the first to 24:00, the second from 0:00",
                     text));
    }
    return Span{*from, *to};
}

}  // namespace

Result<Calendar> parse_calendar(std::string_view text, const std::string& source) {
    const TomlTable root = OTK_TRY(TomlTable::parse(text, source));
    OTK_TRY(root.allow_only({"year"}));
    const std::vector<TomlTable> years = OTK_TRY(root.tables("year"));
    if (years.empty()) return root.fail_at("year", "at least one [[year]] is needed");
    Calendar calendar;
    for (const TomlTable& table : years) {
        OTK_TRY(table.allow_only({"year", "off", "shortened", "worked"}));
        const int year = OTK_TRY(number_at(table, "year", 1970, 9999));
        if (!calendar.years.insert(year).second) {
            return table.fail_at("year", "this year was given before");
        }
        OTK_TRY(YearReader(calendar, year).read(table));
    }
    return calendar;
}

Result<Hours> read_hours(const TomlTable& table) {
    OTK_TRY(
        table.allow_only({"mon", "tue", "wed", "thu", "fri", "sat", "sun", "lunch", "holidays"}));
    Hours hours;
    bool opens = false;
    for (std::size_t weekday = 0; weekday < weekdays.size(); ++weekday) {
        if (!table.has(weekdays.at(weekday))) continue;
        hours.week.at(weekday) = OTK_TRY(span_at(table, weekdays.at(weekday)));
        opens = true;
    }
    if (!opens) return table.fail_at("mon", "hours without a weekday: the place would never open");
    if (table.has("lunch")) {
        const Span lunch = OTK_TRY(span_at(table, "lunch"));
        const bool interrupts =
            std::ranges::any_of(hours.week, [&](const std::optional<Span>& day) {
                return day && day->from < lunch.from && lunch.to < day->to;
            });
        if (!interrupts) return table.fail_at("lunch", "no day is open before and after it");
        hours.lunch = lunch;
    }
    if (table.has("holidays")) hours.open_on_holidays = OTK_TRY(table.boolean("holidays"));
    return hours;
}

}  // namespace otk::bundle
