#pragma once

#include <cstddef>
#include <string_view>

namespace otk::form {

/// Bytes that a text takes as a JSON string, its two quotation marks included.
std::size_t json_length(std::string_view text);

}  // namespace otk::form
