#pragma once

#include <span>

#include "core/form/function.h"

// Texts: XPath 1.0, 4.2, and what ODK XForms adds.
// Called through the table in function.cpp only, which vouches for the number of arguments.
namespace otk::form {

Value call_concat(std::span<const Value> arguments, const Scope& scope);
Value call_contains(std::span<const Value> arguments, const Scope& scope);
Value call_ends_with(std::span<const Value> arguments, const Scope& scope);
Value call_join(std::span<const Value> arguments, const Scope& scope);
Value call_normalize_space(std::span<const Value> arguments, const Scope& scope);
Value call_starts_with(std::span<const Value> arguments, const Scope& scope);
Value call_string(std::span<const Value> arguments, const Scope& scope);
Value call_number(std::span<const Value> arguments, const Scope& scope);
Value call_string_length(std::span<const Value> arguments, const Scope& scope);
Value call_substring_after(std::span<const Value> arguments, const Scope& scope);
Value call_substring_before(std::span<const Value> arguments, const Scope& scope);
Value call_translate(std::span<const Value> arguments, const Scope& scope);

}  // namespace otk::form
