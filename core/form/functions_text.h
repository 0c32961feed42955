#pragma once

#include "core/form/value.h"

namespace otk::form {

class Arguments;

// Texts: XPath 1.0, 4.2, and what ODK XForms adds.
// Called through the table in function.cpp only, which vouches for the number of arguments.

Value call_base64_decode(Arguments& arguments);
Value call_concat(Arguments& arguments);
Value call_contains(Arguments& arguments);
Value call_ends_with(Arguments& arguments);
Value call_join(Arguments& arguments);
Value call_normalize_space(Arguments& arguments);
Value call_starts_with(Arguments& arguments);
Value call_string(Arguments& arguments);
Value call_string_length(Arguments& arguments);
Value call_substr(Arguments& arguments);
Value call_substring(Arguments& arguments);
Value call_substring_after(Arguments& arguments);
Value call_substring_before(Arguments& arguments);
Value call_translate(Arguments& arguments);
Value call_uuid(Arguments& arguments);

}  // namespace otk::form
