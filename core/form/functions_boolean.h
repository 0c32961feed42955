#pragma once

#include "core/form/value.h"

namespace otk::form {

class Arguments;

// Truths and choices between values: XPath 1.0, 4.3, and what ODK XForms adds.
// Called through the table in function.cpp only, which vouches for the number of arguments.

Value call_boolean(Arguments& arguments);
Value call_boolean_from_string(Arguments& arguments);
Value call_checklist(Arguments& arguments);
Value call_coalesce(Arguments& arguments);
Value call_false(Arguments& arguments);
Value call_if(Arguments& arguments);
Value call_not(Arguments& arguments);
Value call_once(Arguments& arguments);
Value call_regex(Arguments& arguments);
Value call_true(Arguments& arguments);
Value call_weighted_checklist(Arguments& arguments);

}  // namespace otk::form
