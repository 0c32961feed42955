#pragma once

#include <optional>
#include <string>

#include "core/form/expression.h"
#include "core/form/form_instance.h"

namespace otk::form {

/// Where an expression of a form stands, and for what.
struct Standing {
    NodeRef context;  ///< its question, group or choice
    NodeRef current;  ///< its question or group
    enum class Use {
        Condition,   ///< relevant, required, a seed
        Constraint,  ///< may look at the answer as `.`
        Filter,      ///< of choices; the context is a choice
        Stored,      ///< calculation, default: the value is stored, so chance may not be in it
    } use = Use::Condition;
};

/// The two halves of FormProblem's sentence; the first may go on in lines that show the place.
struct Mistake {
    std::string message;
    std::string instead;
};

/// What is wrong with an expression in that place; absent if nothing is. It is tried on the empty
/// instance, too: what fails there is refused.
std::optional<Mistake> mistake_in(
    const Expression& expression, const FormInstance& instance, const Standing& standing);

}  // namespace otk::form
