#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "core/text/code_points.h"

namespace otk::text {

/// Something to mask: code points [begin, end) and what stands there afterwards.
struct FoundDatum {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string_view mask;
};

/// Phone numbers in order, not overlapping; the rules are those of mask_personal_data. Linear: from
/// each group of digits at most fifteen digits are looked at.
std::vector<FoundDatum> find_phones(std::span<const CodePoint> letters);

}  // namespace otk::text
