#pragma once

#include "drivers/preview/interpreter.h"
#include "drivers/printer/models.h"

namespace otk::proof {

/// What the preview has to know of a model to imitate it: the only place where the two rooms meet.
preview::Facts facts_of(const printer::Model& model);

}  // namespace otk::proof
