#pragma once

#include <string_view>

#include "core/base/result.h"

struct sqlite3;

namespace otk::database {

/// The connection's last error, told by what somebody can do about it: no room, no permission, not
/// our file, busy. SQLite's messages name tables and columns, never values.
[[nodiscard]] Failure fail_of(sqlite3* connection, std::string_view what);

}  // namespace otk::database
