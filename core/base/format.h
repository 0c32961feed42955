#pragma once

#include <string>
#include <utility>

#include <fmt/core.h>

namespace otk {

/// std::format, which GCC 12 lacks: `format("row {}: {}", row, what)`. Checked at compile time.
template <typename... Arguments>
std::string format(fmt::format_string<Arguments...> pattern, Arguments&&... arguments) {
    return fmt::format(pattern, std::forward<Arguments>(arguments)...);
}

}  // namespace otk
