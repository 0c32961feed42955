#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/result.h"

namespace otk::staff {

constexpr std::size_t pin_digits_min = 6;
constexpr std::size_t pin_digits_max = 12;

/// InvalidInput, with what to choose instead, for a PIN that is no row of 6 to 12 digits or that
/// a stranger would try first: fewer than three different digits, a part that repeats, a row that
/// counts up or down, the same read backwards, a column of the number pad after the other. The
/// error never holds the PIN.
Result<void> check_pin(std::string_view pin);

}  // namespace otk::staff
