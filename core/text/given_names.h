#pragma once

#include <string_view>

namespace otk::text {

/// Whether a word in lower case (ё as е) is a form of a given name that is common in Russia:
/// «анна», «анне», «магомеда». Nicknames are not here.
bool is_given_name(std::u32string_view word);

/// Whether it is a form of a patronymic of one of those names: «иванович», «ивановны», «ильинична».
bool is_patronymic(std::u32string_view word);

}  // namespace otk::text
