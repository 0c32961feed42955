#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "core/text/code_points.h"
#include "core/text/masks.h"

namespace otk::text {

/// The check digit of ISO/IEC 7812-1, annex B (Luhn's formula), over all digits.
bool has_luhn_digit(std::string_view digits);

/// Numbers of bank cards, in order, not overlapping: 13 to 19 digits with blanks or hyphens between
/// them and a right check digit. Sixteen that begin with 2 to 6 (the payment systems' share of
/// ISO/IEC 7812: Mir 2200–2204, Mastercard 2221–2720 and 51–55, Visa 4, UnionPay 62) are one unless
/// a word says that they are something else; other lengths, which numbers of documents have too,
/// only beside «карта». Linear: from each group of digits at most nineteen digits are looked at.
std::vector<FoundDatum> find_cards(std::span<const CodePoint> letters);

}  // namespace otk::text
