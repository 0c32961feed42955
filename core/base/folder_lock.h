#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk {

/// Holds a folder for this process: a file `lock` in it (0600), locked by flock(2) until the
/// descriptor is closed or the process ends, however it ends. Conflict if another process holds it.
Result<Descriptor> lock_folder(const Path& folder);

}  // namespace otk
