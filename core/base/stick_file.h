#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk {

/// Writes a file that survives pulling the stick out afterwards: temporary name, fsync, rename,
/// fsync of the folder. As write_durably, but the file's mode is left to the file system: FAT has
/// none.
Result<void> write_to_stick(const Path& file, ByteView bytes);

}  // namespace otk
