#pragma once

#include <span>

#include "core/form/function.h"

// Answers and choices: what ODK XForms adds to XPath.
// Called through the table in function.cpp only, which vouches for the number of arguments.
namespace otk::form {

Value call_coalesce(std::span<const Value> arguments, const Scope& scope);
Value call_count_non_empty(std::span<const Value> arguments, const Scope& scope);
Value call_count_selected(std::span<const Value> arguments, const Scope& scope);
Value call_selected(std::span<const Value> arguments, const Scope& scope);
Value call_selected_at(std::span<const Value> arguments, const Scope& scope);

}  // namespace otk::form
