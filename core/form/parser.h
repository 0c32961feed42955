#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/form/syntax.h"

namespace otk::form {

/// The tree of an expression; nesting is at most Expression::depth_max.
Result<syntax::Node> parse_expression(std::string_view source);

}  // namespace otk::form
