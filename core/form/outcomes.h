#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/form/form.h"
#include "core/form/syntax.h"

namespace otk::form {

/// The parts of an expression of which one is its value: itself, or what if(), coalesce() and
/// once() choose from, at any depth. They live as long as the expression.
std::vector<const syntax::Node*> outcomes_of(const syntax::Node& expression);

/// Whether the part is a number whatever it is evaluated on.
bool is_always_number(const syntax::Node& outcome);

/// Why this part can never be an answer of the question, whatever it is evaluated on; absent if it
/// may be one. The question has its list if its kind wants one.
std::optional<std::string> why_never_an_answer(
    const syntax::Node& outcome, const Form& form, const Question& question);

}  // namespace otk::form
