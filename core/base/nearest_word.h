#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace otk {

/// What was probably meant: the candidate with the smallest edit distance to `word`, if that is at
/// most a third of the word's length, rounded up for five letters (one letter may always differ;
/// Latin letters of the other case do not).
/// Words longer than 64 bytes have no neighbour. The view is one of `candidates`.
std::optional<std::string_view> nearest_word(
    std::string_view word, std::span<const std::string_view> candidates);

}  // namespace otk
