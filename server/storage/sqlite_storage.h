#pragma once

#include <memory>

#include "core/base/file.h"
#include "server/storage/storage.h"

namespace otk::storage {

/// Opens the SQLite file, makes it (0600) and its folder if need be, and brings its schema up to
/// date.
Result<std::unique_ptr<Storage>> open_sqlite_storage(const Path& file);

/// A second connection for reading only; NotFound if there is no file.
Result<std::unique_ptr<Storage>> open_sqlite_reader(const Path& file);

}  // namespace otk::storage
