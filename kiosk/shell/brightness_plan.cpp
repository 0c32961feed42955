#include "kiosk/shell/brightness_plan.h"

#include <algorithm>
#include <charconv>
#include <optional>

#include "core/base/format.h"

namespace otk::kiosk::shell {
namespace {

constexpr int minutes_an_hour = 60;
constexpr int hours_a_day = 24;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blank = " \t";
    const std::size_t begin = text.find_first_not_of(blank);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(blank) - begin + 1);
}

/// Digits and nothing else.
std::optional<int> number_in(std::string_view text) {
    constexpr std::size_t digits_max = 3;
    if (text.empty() || text.size() > digits_max) return std::nullopt;
    int number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool is_whole = error == std::errc() && end == text.data() + text.size() && number >= 0;
    return is_whole ? std::optional(number) : std::nullopt;
}

std::optional<int> minute_in(std::string_view text) {
    const std::size_t colon = text.find(':');
    if (colon == std::string_view::npos || text.size() - colon != 3) return std::nullopt;
    const std::optional<int> hour = number_in(text.substr(0, colon));
    const std::optional<int> minute = number_in(text.substr(colon + 1));
    if (!hour || !minute || *hour >= hours_a_day || *minute >= minutes_an_hour) return std::nullopt;
    return *hour * minutes_an_hour + *minute;
}

Result<BrightnessPlan::Step> step_in(std::string_view text) {
    const std::size_t blank = text.find_first_of(" \t");
    const std::optional<int> from = minute_in(text.substr(0, blank));
    const std::optional<int> percent =
        blank != std::string_view::npos ? number_in(trimmed(text.substr(blank))) : std::nullopt;
    if (!from || !percent) {
        return fail(ErrorKind::InvalidInput,
            format("\"{}\" is no step: give time and percentage, \"20:00 60\"", text));
    }
    if (*percent < BrightnessPlan::percent_min || *percent > BrightnessPlan::percent_max) {
        return fail(
            ErrorKind::InvalidInput, format("{} %: give {} to {}", *percent,
                                         BrightnessPlan::percent_min, BrightnessPlan::percent_max));
    }
    return BrightnessPlan::Step{*from, *percent};
}

}  // namespace

Result<BrightnessPlan> BrightnessPlan::read(std::string_view text) {
    BrightnessPlan plan;
    if (trimmed(text).empty()) return plan;
    plan.m_steps.clear();
    while (true) {
        const std::size_t comma = text.find(',');
        plan.m_steps.push_back(OTK_TRY(step_in(trimmed(text.substr(0, comma)))));
        if (plan.m_steps.size() > steps_max) {
            return fail(ErrorKind::InvalidInput, format("more than {} steps", steps_max));
        }
        if (comma == std::string_view::npos) break;
        text.remove_prefix(comma + 1);
    }
    std::ranges::sort(plan.m_steps, {}, &Step::from_minute);
    const auto twice = std::ranges::adjacent_find(plan.m_steps, {}, &Step::from_minute);
    if (twice != plan.m_steps.end()) {
        return fail(ErrorKind::InvalidInput,
            format("two steps begin at {}", time_in_words(twice->from_minute)));
    }
    return plan;
}

const BrightnessPlan::Step& BrightnessPlan::at(int minute) const {
    const auto later = std::ranges::find_if(
        m_steps, [minute](const Step& step) { return step.from_minute > minute; });
    return later == m_steps.begin() ? m_steps.back() : *(later - 1);
}

int BrightnessPlan::end_of(const Step& step) const {
    const auto later = std::ranges::find_if(
        m_steps, [&step](const Step& one) { return one.from_minute > step.from_minute; });
    return later == m_steps.end() ? m_steps.front().from_minute : later->from_minute;
}

void BrightnessPlan::change(int from_minute, int percent) {
    const auto found = std::ranges::find(m_steps, from_minute, &Step::from_minute);
    if (found == m_steps.end()) return;
    found->percent = std::clamp(percent, percent_min, percent_max);
}

std::string time_in_words(int minute) {
    return format("{:02}:{:02}", minute / minutes_an_hour, minute % minutes_an_hour);
}

}  // namespace otk::kiosk::shell
