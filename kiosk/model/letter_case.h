#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace otk::kiosk::model {

/// The capital of one UTF-8 letter, Latin or Cyrillic (with the letters of the languages of
/// Russia); everything else as it is.
std::string capital_of(std::string_view letter);

/// The text without its last letter (code point); empty stays empty.
std::string without_last_letter(std::string_view text);

/// Code points of a UTF-8 text.
std::size_t count_letters(std::string_view text);

}  // namespace otk::kiosk::model
