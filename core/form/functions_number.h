#pragma once

#include <span>

#include "core/form/function.h"

// Numbers and truth: XPath 1.0, 4.3 and 4.4, and what ODK XForms adds.
// Called through the table in function.cpp only, which vouches for the number of arguments.
namespace otk::form {

Value call_abs(std::span<const Value> arguments, const Scope& scope);
Value call_boolean(std::span<const Value> arguments, const Scope& scope);
Value call_boolean_from_string(std::span<const Value> arguments, const Scope& scope);
Value call_ceiling(std::span<const Value> arguments, const Scope& scope);
Value call_false(std::span<const Value> arguments, const Scope& scope);
Value call_floor(std::span<const Value> arguments, const Scope& scope);
Value call_if(std::span<const Value> arguments, const Scope& scope);
Value call_int(std::span<const Value> arguments, const Scope& scope);
Value call_max(std::span<const Value> arguments, const Scope& scope);
Value call_min(std::span<const Value> arguments, const Scope& scope);
Value call_not(std::span<const Value> arguments, const Scope& scope);
Value call_pow(std::span<const Value> arguments, const Scope& scope);
Value call_round(std::span<const Value> arguments, const Scope& scope);
Value call_sum(std::span<const Value> arguments, const Scope& scope);
Value call_true(std::span<const Value> arguments, const Scope& scope);

}  // namespace otk::form
