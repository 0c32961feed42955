#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace otk::kiosk::misuse {

/// What became of a finger on the panel.
enum class TouchKind {
    Acted,    ///< pressed and released a target
    Missed,   ///< lay beside every target, or slid off
    Ignored,  ///< a second finger or palm, or the panel was deaf after a change of page
};

/// Times are of any monotonic clock in milliseconds.
struct Touch {
    std::int64_t from_ms = 0;
    std::int64_t to_ms = 0;
    TouchKind kind = TouchKind::Acted;
};

/// What one visit looked like from the panel's side; nothing of what was answered but the mark.
struct Conduct {
    /// In the order of their ends; at most touches_max, the last ones.
    std::vector<Touch> touches = {};
    std::vector<std::int64_t> pages_ms = {};  ///< how long each page stood that the visitor turned
    int marks_taken_back = 0;                 ///< «Исправить»
    std::optional<int> mark = {};             ///< the first screen's, 1–5
    /// How many visits ended just before this one with the same mark and nothing else, each begun
    /// within `quick_visit_ms` after the one before.
    int same_marks_before = 0;
    bool has_only_mark = true;  ///< nothing but the mark was answered
};

}  // namespace otk::kiosk::misuse
