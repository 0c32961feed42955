#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/text/code_points.h"

namespace otk::text {

/// A word in lower case, ё as е.
using Word = std::u32string;

/// A Latin or Cyrillic letter.
bool is_letter(char32_t letter);

bool begins_with_any(const Word& word, std::span<const std::u32string_view> stems);

/// The nearest word within 40 letters before [begin, end) for which `tells` holds, else the nearest
/// after it, up to the next digit; empty if there is none. What a number is, people say beside it,
/// and what stands behind another number belongs to that.
Word nearest_word(std::span<const CodePoint> letters, std::size_t begin, std::size_t end,
    const std::function<bool(const Word&)>& tells);

}  // namespace otk::text
