#pragma once

#include "core/form/value.h"

namespace otk::form {

class Arguments;

// Functions on repeats and positions, for the instances of other programs' forms.
// Called through the table in function.cpp only, which vouches for the number of arguments.

Value call_area(Arguments& arguments);
Value call_distance(Arguments& arguments);
Value call_geofence(Arguments& arguments);
Value call_indexed_repeat(Arguments& arguments);

}  // namespace otk::form
