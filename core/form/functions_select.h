#pragma once

#include "core/form/value.h"

namespace otk::form {

class Arguments;

// Answers of selects, names between spaces, and their labels.
// Called through the table in function.cpp only, which vouches for the number of arguments.

Value call_choice_name(Arguments& arguments);
Value call_count_selected(Arguments& arguments);
Value call_itext(Arguments& arguments);
Value call_selected(Arguments& arguments);
Value call_selected_at(Arguments& arguments);

}  // namespace otk::form
