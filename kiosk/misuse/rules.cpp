#include "kiosk/misuse/rules.h"

#include <algorithm>

#include "core/base/assert.h"

namespace otk::kiosk::misuse {
namespace {

bool is_mashing(const Conduct& conduct) {
    std::vector<std::int64_t> begins;
    begins.reserve(conduct.touches.size());
    for (const Touch& touch : conduct.touches)
        begins.push_back(touch.from_ms);
    std::sort(begins.begin(), begins.end());
    for (std::size_t last = Rules::mashing_touches - 1; last < begins.size(); ++last) {
        const std::size_t first = last + 1 - Rules::mashing_touches;
        if (begins[last] - begins[first] <= Rules::mashing_window_ms) return true;
    }
    return false;
}

bool is_drumming(const Conduct& conduct) {
    const auto idle = static_cast<std::size_t>(std::count_if(conduct.touches.begin(),
        conduct.touches.end(), [](const Touch& touch) { return touch.kind != TouchKind::Acted; }));
    return conduct.touches.size() >= Rules::drumming_touches &&
           idle * 3 > conduct.touches.size() * 2;
}

bool is_stuck(const Conduct& conduct) {
    return std::any_of(conduct.touches.begin(), conduct.touches.end(),
        [](const Touch& touch) { return touch.to_ms - touch.from_ms >= Rules::stuck_ms; });
}

bool is_in_a_hurry(const Conduct& conduct) {
    if (conduct.pages_ms.size() < Rules::hurry_pages) return false;
    std::vector<std::int64_t> pages = conduct.pages_ms;
    const auto middle = pages.begin() + static_cast<std::ptrdiff_t>(pages.size() / 2);
    std::nth_element(pages.begin(), middle, pages.end());
    return *middle < Rules::hurry_page_ms;
}

bool is_see_saw(const Conduct& conduct) {
    return conduct.marks_taken_back >= Rules::see_saw_times;
}

bool repeats_marks(const Conduct& conduct) {
    return conduct.mark && conduct.has_only_mark &&
           conduct.same_marks_before >= Rules::same_marks_before;
}

}  // namespace

Verdict judge(const Conduct& conduct) {
    Verdict verdict;
    const auto weigh = [&](bool holds, Reason reason, int points) {
        if (!holds) return;
        verdict.reasons.push_back(reason);
        verdict.points += points;
    };
    weigh(is_mashing(conduct), Reason::Mashing, Rules::mashing_points);
    weigh(is_drumming(conduct), Reason::Drumming, Rules::drumming_points);
    weigh(is_stuck(conduct), Reason::Stuck, Rules::stuck_points);
    weigh(is_in_a_hurry(conduct), Reason::Hurry, Rules::hurry_points);
    weigh(is_see_saw(conduct), Reason::SeeSaw, Rules::see_saw_points);
    weigh(repeats_marks(conduct), Reason::SameMarks, Rules::same_marks_points);
    return verdict;
}

std::string_view word_of(Reason reason) {
    switch (reason) {
        case Reason::Mashing:
            return "mashing";
        case Reason::Drumming:
            return "drumming";
        case Reason::Stuck:
            return "stuck";
        case Reason::Hurry:
            return "hurry";
        case Reason::SeeSaw:
            return "see-saw";
        case Reason::SameMarks:
            return "same-marks";
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::kiosk::misuse
