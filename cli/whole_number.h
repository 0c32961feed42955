#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/result.h"

namespace otk::cli {

struct Bounds {
    std::uint64_t least = 0;
    std::uint64_t most = 0;
};

/// An option's value; InvalidInput names the option and its bounds.
Result<std::uint64_t> whole_number(std::string_view option, std::string_view text, Bounds bounds);

}  // namespace otk::cli
