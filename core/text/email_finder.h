#pragma once

#include <span>
#include <vector>

#include "core/text/code_points.h"
#include "core/text/masks.h"

namespace otk::text {

/// E-mail addresses in order, not overlapping; the rules are those of mask_personal_data. Linear:
/// at most 64 letters before and 128 after each sign are looked at, as far as an address can reach.
std::vector<FoundDatum> find_emails(std::span<const CodePoint> letters);

}  // namespace otk::text
