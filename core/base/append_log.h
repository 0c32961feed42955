#pragma once

#include <cstddef>
#include <string>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk {

/// Puts one line at the end of a log that only its owner reads (0600), durable when it returns: line
/// breaks inside it become spaces. A log that would grow over `log_bytes_max` becomes `log`.old (the
/// one before goes) and a new one begins. The folder must be there.
Result<void> append_to_log(const Path& log, std::string line, std::size_t log_bytes_max);

}  // namespace otk
