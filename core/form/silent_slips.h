#pragma once

#include <optional>

#include "core/form/expression.h"
#include "core/form/expression_check.h"

namespace otk::form {

/// What XPath takes and no author means, for it never is what he reads in it: `'${mark}'` is the
/// text and not the answer, `2026-11-25` is 1990, `date('25.11.2026')` no day, and nothing is
/// smaller than the text `'25.11.2026'`. The first such place; absent if there is none. Expression itself
/// takes all of XPath.
std::optional<Mistake> silent_slip_in(const Expression& expression);

}  // namespace otk::form
