#pragma once

#include <string>
#include <string_view>

namespace otk::form {

/// An ASCII letter or _.
bool is_letter(char c);
/// What a name may have behind its first letter.
bool is_name_character(char c);

/// Question, list, group and form: what XML allows as a name, in ASCII, at most name_bytes_max.
bool is_name(std::string_view text);
/// A choice's name may begin with a digit; it may hold no space, which separates names.
bool is_choice_name(std::string_view text);
/// A PNG that a bundle's folder and every file system can hold.
bool is_picture_name(std::string_view text);

/// The first half of the sentence about a text that is no name.
std::string what_is_wrong_with(std::string_view name);
/// Its second half.
inline constexpr const char* name_wanted =
    "write a name of latin letters, digits, _, - and . that begins with a letter";

}  // namespace otk::form
