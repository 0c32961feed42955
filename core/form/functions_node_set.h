#pragma once

#include "core/form/value.h"

namespace otk::form {

class Arguments;

// Node-sets: XPath 1.0, 4.1, and what ODK XForms adds.
// Called through the table in function.cpp only, which vouches for the number of arguments.

Value call_count(Arguments& arguments);
Value call_count_non_empty(Arguments& arguments);
Value call_current(Arguments& arguments);
Value call_id(Arguments& arguments);
Value call_instance(Arguments& arguments);
Value call_lang(Arguments& arguments);
Value call_last(Arguments& arguments);
Value call_local_name(Arguments& arguments);
Value call_name(Arguments& arguments);
Value call_namespace_uri(Arguments& arguments);
Value call_position(Arguments& arguments);
Value call_randomize(Arguments& arguments);

}  // namespace otk::form
