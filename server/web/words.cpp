#include "server/web/words.h"

#include <array>
#include <cmath>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "server/web/texts.h"

namespace otk::web {
namespace {

constexpr std::string_view space = "\u00a0";

constexpr std::array<std::string_view, 4> quarters{"I", "II", "III", "IV"};

std::string_view month_in_words(int month) {
    const std::array<std::string_view, 12> months{texts().text("January"), texts().text("February"),
        texts().text("March"), texts().text("April"), texts().text("May"), texts().text("June"),
        texts().text("July"), texts().text("August"), texts().text("September"),
        texts().text("October"), texts().text("November"), texts().text("December")};
    return months.at(static_cast<std::size_t>(month - 1));
}

std::string_view of_month(const Day& day) {
    const std::array<std::string_view, 12> months{texts().text("of January"),
        texts().text("of February"), texts().text("of March"), texts().text("of April"),
        texts().text("of May"), texts().text("of June"), texts().text("of July"),
        texts().text("of August"), texts().text("of September"), texts().text("of October"),
        texts().text("of November"), texts().text("of December")};
    return months.at(static_cast<std::size_t>(day.month - 1));
}

std::string day_in_words(const Day& day) {
    return format("{}{}{} {}", day.day, space, of_month(day), day.year);
}

std::string days_in_words(const Day& first, const Day& last) {
    if (first.year != last.year) return format("{} – {}", day_in_words(first), day_in_words(last));
    if (first.month != last.month) {
        return format("{}{}{} – {}", first.day, space, of_month(first), day_in_words(last));
    }
    return format("{}–{}", first.day, day_in_words(last));
}

}  // namespace

std::string answers_in_words(std::int64_t n) {
    return texts().plural("{n} answer", n);
}

std::string decimal(double number) {
    std::string text = format("{:.1f}", number);
    if (text == "-0.0") text = "0.0";
    text.replace(text.find('.'), 1, ",");
    if (text.front() == '-') text.replace(0, 1, "−");
    return text;
}

std::string percent(double share) {
    return texts().text("{n} %", {{"n", std::to_string(std::lround(share * 100))}});
}

std::string interval_in_words(const analysis::Interval& interval) {
    return texts().text(
        "from {low} to {high} %", {{"low", std::to_string(std::lround(interval.low * 100))},
                                      {"high", std::to_string(std::lround(interval.high * 100))}});
}

std::string period_in_words(const analysis::Period& period) {
    switch (period.kind) {
        case analysis::PeriodKind::Day:
            return day_in_words(period.first);
        case analysis::PeriodKind::Week:
            return days_in_words(period.first, period.last);
        case analysis::PeriodKind::Month:
            return format("{} {}", month_in_words(period.first.month), period.first.year);
        case analysis::PeriodKind::Quarter:
            return texts().text("quarter {number} of {year}",
                {{"number", quarters.at(static_cast<std::size_t>(period.first.month - 1) / 3)},
                    {"year", std::to_string(period.first.year)}});
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::web
