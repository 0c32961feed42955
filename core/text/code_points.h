#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace otk::text {

/// One letter of a text and where its bytes lie: [begin, end).
struct CodePoint {
    char32_t value = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

/// Splits UTF-8; a byte that belongs to no letter becomes U+FFFD of one byte, so that nothing is
/// lost or shifted. Linear.
std::vector<CodePoint> code_points_of(std::string_view text);

/// Simple lower case of Latin and Russian letters (ё → е, so that words compare); others as they
/// are.
char32_t folded(char32_t letter);

bool is_digit(char32_t letter);     ///< 0–9
bool is_latin(char32_t letter);     ///< a–z, A–Z
bool is_cyrillic(char32_t letter);  ///< U+0400–U+04FF
bool is_blank(char32_t letter);     ///< space, tab, no-break and narrow spaces; not a new line

}  // namespace otk::text
