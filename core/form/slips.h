#pragma once

#include <string>
#include <string_view>

namespace otk::form {

/// What an author writes who thinks of another notation, or whose office program corrects as he
/// types: `==`, `&&`, `“yes”`, `≤`, `AND`, `substing()`. Each answer says what to write instead; ""
/// if it is no such slip.

/// The text that begins here, where a token is wanted.
std::string slip_in_sign(std::string_view rest);

/// A name that stands where an operator is wanted, and the one before it ("" if that is no name).
std::string slip_in_operator(std::string_view name, std::string_view before);

/// A function that is not there.
std::string slip_in_function(std::string_view name);

}  // namespace otk::form
