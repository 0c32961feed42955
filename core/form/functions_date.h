#pragma once

#include "core/form/value.h"

namespace otk::form {

class Arguments;

// Dates and times of ODK XForms (calendar.h).
// Called through the table in function.cpp only, which vouches for the number of arguments.

Value call_date(Arguments& arguments);
Value call_decimal_date_time(Arguments& arguments);
Value call_decimal_time(Arguments& arguments);
Value call_format_date(Arguments& arguments);
Value call_now(Arguments& arguments);
Value call_today(Arguments& arguments);

}  // namespace otk::form
