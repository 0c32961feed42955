#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/text/code_points.h"
#include "core/text/masks.h"

namespace otk::text {

/// Whether the last two of eleven digits are the check number of the first nine: the sum of each
/// digit times its place counted from the end, by modulus 101, 100 being 00. The rule: section 8 of
/// the Pension Fund's formats of individual records (Federal law of 01.04.1996 № 27-FZ, article 6,
/// names the number); its example is 112-233-445 95. Numbers up to 001-001-998 have none.
bool is_snils(std::string_view digits);

/// СНИЛС, in order, not overlapping: eleven digits, usually 3-3-3 2, with a right check number;
/// with a wrong one only beside the word «СНИЛС». Linear.
std::vector<FoundDatum> find_snils(std::span<const CodePoint> letters);

}  // namespace otk::text
