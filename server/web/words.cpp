#include "server/web/words.h"

#include <array>
#include <cmath>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::web {
namespace {

constexpr std::string_view space = "\u00a0";

constexpr std::array<std::string_view, 12> months{"январь", "февраль", "март", "апрель", "май",
    "июнь", "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь"};
constexpr std::array<std::string_view, 12> of_months{"января", "февраля", "марта", "апреля", "мая",
    "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"};
constexpr std::array<std::string_view, 4> quarters{"I", "II", "III", "IV"};

std::string_view of_month(const Day& day) {
    return of_months.at(static_cast<std::size_t>(day.month - 1));
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
    const std::int64_t tens = n % 100;
    const std::int64_t ones = n % 10;
    const bool teens = tens >= 11 && tens <= 14;
    if (ones == 1 && !teens) return format("{}{}ответ", n, space);
    if (ones >= 2 && ones <= 4 && !teens) return format("{}{}ответа", n, space);
    return format("{}{}ответов", n, space);
}

std::string decimal(double number) {
    std::string text = format("{:.1f}", number);
    if (text == "-0.0") text = "0.0";
    text.replace(text.find('.'), 1, ",");
    if (text.front() == '-') text.replace(0, 1, "−");
    return text;
}

std::string percent(double share) {
    return format("{}{}%", std::lround(share * 100), space);
}

std::string interval_in_words(const analysis::Interval& interval) {
    return format("от{}{} до{}{}{}%", space, std::lround(interval.low * 100), space,
        std::lround(interval.high * 100), space);
}

std::string period_in_words(const analysis::Period& period) {
    switch (period.kind) {
        case analysis::PeriodKind::Day:
            return day_in_words(period.first);
        case analysis::PeriodKind::Week:
            return days_in_words(period.first, period.last);
        case analysis::PeriodKind::Month:
            return format("{} {}", months.at(static_cast<std::size_t>(period.first.month - 1)),
                period.first.year);
        case analysis::PeriodKind::Quarter:
            return format("{}{}квартал {}",
                quarters.at(static_cast<std::size_t>(period.first.month - 1) / 3), space,
                period.first.year);
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::web
