#pragma once

#include "core/form/walk/ground.h"

namespace otk::form::walk_parts {

/// The whole tree of pages, each state once; a state is a page with the values that are still read.
/// False if a limit cut it off: then only what was seen is of use, and no route is collected.
bool walk_whole(Ground& ground);

}  // namespace otk::form::walk_parts
