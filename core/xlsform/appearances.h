#pragma once

#include <optional>
#include <string_view>

#include "core/xlsform/problem.h"

namespace otk::xlsform {

/// Why an appearance that XLSForm knows is refused here, and what to write instead; absent if
/// XLSForm does not know the word either.
std::optional<Refusal> refusal_of_appearance(std::string_view word);

}  // namespace otk::xlsform
