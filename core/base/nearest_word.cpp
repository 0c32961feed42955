#include "core/base/nearest_word.h"

#include <algorithm>
#include <array>

namespace otk {
namespace {

constexpr std::size_t length_max = 64;

/// A letter in the wrong case is no other letter: `${AGE}` is `age` before it is `cage`.
char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// Levenshtein's distance by one row of the table, which is why words are bounded.
std::size_t distance(std::string_view from, std::string_view to) {
    std::array<std::size_t, length_max + 1> row{};
    for (std::size_t column = 0; column <= to.size(); ++column)
        row[column] = column;
    for (std::size_t line = 1; line <= from.size(); ++line) {
        std::size_t diagonal = row[0];
        row[0] = line;
        for (std::size_t column = 1; column <= to.size(); ++column) {
            const std::size_t replaced = diagonal + (small(from[line - 1]) == small(to[column - 1]) ? 0U : 1U);
            diagonal = row[column];
            row[column] = std::min({replaced, row[column] + 1, row[column - 1] + 1});
        }
    }
    return row[to.size()];
}

}  // namespace

std::optional<std::string_view> nearest_word(
    std::string_view word, std::span<const std::string_view> candidates) {
    if (word.size() > length_max) return std::nullopt;
    // Two letters of five may differ: swapped neighbours count as two.
    std::size_t allowed = std::max<std::size_t>(1, (word.size() + 1) / 3);
    std::optional<std::string_view> best;
    for (const std::string_view candidate : candidates) {
        if (candidate.size() > length_max) continue;
        const std::size_t found = distance(word, candidate);
        if (found > allowed || (best && found == allowed)) continue;
        allowed = found;
        best = candidate;
    }
    return best;
}

}  // namespace otk
