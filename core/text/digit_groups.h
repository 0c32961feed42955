#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/code_points.h"

namespace otk::text {

/// A run of digits: code points [begin, end).
struct DigitGroup {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool plus = false;    ///< a "+" stands before it
    bool joined = false;  ///< only separators, at most four, stand between it and the next run
    bool dated = false;   ///< part of a date, 22.11.2026 or 22.11.26

    std::size_t size() const { return end - begin; }
};

/// All runs of digits of a text, in order. Linear.
std::vector<DigitGroup> digit_groups_of(std::span<const CodePoint> letters);

/// The digits of neighbouring groups, one after the other.
std::string digits_of(std::span<const CodePoint> letters, std::span<const DigitGroup> groups);

bool is_dash(char32_t letter);
/// What people write between two groups of one number: blanks, dashes, brackets, points, strokes.
bool is_separator(char32_t letter);

/// A sum of money follows: "… 000 рублей", "… ₽".
bool is_sum_at(std::span<const CodePoint> letters, std::size_t end);

}  // namespace otk::text
