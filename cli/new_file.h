#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::cli {

/// Gives a finished file its name, only where nothing has it: nobody's work is lost, whoever was
/// quicker. Conflict if there is such a file. `unfinished` lies in the same folder and is gone
/// afterwards in any case.
Result<void> publish_new(const Path& unfinished, const Path& file);

}  // namespace otk::cli
