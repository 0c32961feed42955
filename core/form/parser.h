#pragma once

#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/form/refusal.h"
#include "core/form/syntax.h"

namespace otk::form {

/// The tree of an expression; nesting is at most Expression::depth_max.
Result<syntax::Node> parse_expression(std::string_view source, Refusal refusal);

/// What is wrong with so many arguments; "" if nothing is.
std::string mistake_in_count(const Function& function, std::size_t arguments);

}  // namespace otk::form
