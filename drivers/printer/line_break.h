#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otk::printer {

/// The text in lines that each fit: broken at spaces (a no-break space holds) and at each '\n', as
/// few as a greedy reader makes. Nothing if one word alone does not fit.
std::optional<std::vector<std::string>> break_lines(
    std::string_view text, const std::function<bool(std::string_view)>& fits);

}  // namespace otk::printer
