#pragma once

#include <string_view>

#include "core/base/file.h"
#include "drivers/printer/slip_template.h"

namespace otk::printer {

/// The template of that file, with the logos that it names from the files <name>.png beside it.
Result<SlipTemplate> read_slip_template(const Path& file);

}  // namespace otk::printer
