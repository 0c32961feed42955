#pragma once

#include "core/form/walk/ground.h"

namespace otk::form::walk_parts {

/// Random visitors, where there are too many combinations to walk them all: as many as the options
/// say, by their seed.
void walk_sample(Ground& ground);

}  // namespace otk::form::walk_parts
