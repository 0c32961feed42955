#pragma once

#include <string_view>
#include <vector>

namespace otk::form {

/// The names in a select_multiple's value: separated by any white space, empty ones left out.
/// Views into `list`.
std::vector<std::string_view> words_of(std::string_view list);

/// True if `word` is one of them.
bool has_word(std::string_view list, std::string_view word);

}  // namespace otk::form
