#pragma once

#include "core/form/value.h"

namespace otk::form {

class Arguments;

// Numbers: XPath 1.0, 4.4, and what ODK XForms adds.
// Called through the table in function.cpp only, which vouches for the number of arguments.

Value call_abs(Arguments& arguments);
Value call_ceiling(Arguments& arguments);
Value call_floor(Arguments& arguments);
Value call_int(Arguments& arguments);
Value call_max(Arguments& arguments);
Value call_min(Arguments& arguments);
Value call_number(Arguments& arguments);
Value call_pow(Arguments& arguments);
Value call_random(Arguments& arguments);
Value call_round(Arguments& arguments);
Value call_sum(Arguments& arguments);

}  // namespace otk::form
