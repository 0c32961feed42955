#pragma once

#include <string_view>
#include <vector>

namespace otk::form {

/// The characters of a UTF-8 text, as views into it. A byte that belongs to none stays with the one
/// before it.
std::vector<std::string_view> characters_of(std::string_view text);

}  // namespace otk::form
