#pragma once

#include <span>
#include <vector>

#include "core/text/code_points.h"
#include "core/text/masks.h"

namespace otk::text {

/// Phone numbers in order, not overlapping; the rules are those of mask_personal_data. Linear: from
/// each group of digits at most fifteen digits are looked at.
std::vector<FoundDatum> find_phones(std::span<const CodePoint> letters);

}  // namespace otk::text
