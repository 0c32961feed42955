#pragma once

#include <string_view>

#include "core/base/result.h"
#include "core/form/refusal.h"
#include "core/form/syntax.h"

namespace otk::form {

/// Arguments that are known while an expression is parsed are read then: the pattern of regex() is
/// compiled, the format of a date is looked through, and the question that jr:choice-name() names
/// in quotation marks ('${q}', '/data/q') becomes a path. InvalidInput points at what is wrong with
/// one; with Refusal::WhenEvaluated such an argument is left for the evaluation to refuse.
Result<void> read_literal_arguments(syntax::Node& call, std::string_view source, Refusal refusal);

}  // namespace otk::form
