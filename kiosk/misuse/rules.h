#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "kiosk/misuse/conduct.h"

namespace otk::kiosk::misuse {

/// Grows when a rule or a threshold changes: figures of before and after are told apart by it.
inline constexpr int rules_version = 1;

/// Why a visit looks like misuse. None says who the visitor was, and none drops an answer.
enum class Reason {
    Mashing,    ///< more touches within two seconds than a person aims
    Drumming,   ///< most touches hit nothing
    Stuck,      ///< something lies on the glass
    Hurry,      ///< pages were turned faster than they can be read
    SeeSaw,     ///< the mark was taken back again and again
    SameMarks,  ///< the same mark, visit after visit, within seconds
};

/// All thresholds in one place, with how sure each rule is. They are our choice: tests/kiosk/misuse
/// makes visitors of every kind, bench/misuse prints how many each rule catches and whom by
/// mistake.
struct Rules {
    static constexpr int points_to_flag = 100;

    static constexpr int mashing_points = 100;
    static constexpr std::size_t mashing_touches = 8;
    static constexpr std::int64_t mashing_window_ms = 2'000;

    static constexpr int drumming_points = 50;
    static constexpr std::size_t drumming_touches = 8;  ///< fewer prove nothing: tremor, wet glass

    static constexpr int stuck_points = 100;
    static constexpr std::int64_t stuck_ms = 15'000;

    static constexpr int hurry_points = 50;
    static constexpr std::size_t hurry_pages = 3;
    /// Half a second of it the panel is deaf anyway.
    static constexpr std::int64_t hurry_page_ms = 900;

    static constexpr int see_saw_points = 50;
    static constexpr int see_saw_times = 3;

    static constexpr int same_marks_points = 100;
    /// The third in a row is the first that is flagged: two of a family may agree.
    static constexpr int same_marks_before = 2;
    static constexpr std::int64_t quick_visit_ms = 2'500;
};

struct Verdict {
    int points = 0;
    std::vector<Reason> reasons;  ///< of every rule that holds, flagged or not

    bool is_flagged() const { return points >= Rules::points_to_flag; }
};

/// Pure. O(touches + pages log pages).
Verdict judge(const Conduct& conduct);

/// The word that a stored answer and a report use: "mashing", "same-marks".
std::string_view word_of(Reason reason);

}  // namespace otk::kiosk::misuse
