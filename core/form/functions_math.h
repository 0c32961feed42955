#pragma once

#include "core/form/value.h"

namespace otk::form {

class Arguments;

// What ODK XForms takes from XPath 3.0: logarithms and angles in radians.
// Called through the table in function.cpp only, which vouches for the number of arguments.

Value call_acos(Arguments& arguments);
Value call_asin(Arguments& arguments);
Value call_atan(Arguments& arguments);
Value call_atan2(Arguments& arguments);
Value call_cos(Arguments& arguments);
Value call_exp(Arguments& arguments);
Value call_exp10(Arguments& arguments);
Value call_log(Arguments& arguments);
Value call_log10(Arguments& arguments);
Value call_pi(Arguments& arguments);
Value call_sin(Arguments& arguments);
Value call_sqrt(Arguments& arguments);
Value call_tan(Arguments& arguments);

}  // namespace otk::form
