#pragma once

#include <cstddef>
#include <vector>

#include "core/form/form.h"

namespace otk::form {

/// All that must hold for the question to be relevant: its own condition and those around it. They
/// belong to the form.
std::vector<const Expression*> conditions_of(const Form& form, std::size_t question);

}  // namespace otk::form
