#pragma once

#include <string>
#include <string_view>

#include "cli/command.h"
#include "core/base/result.h"

namespace otk::cli {

/// One line that no shell's history and no list of processes shows: from the pipe that feeds the
/// command, or typed without being seen, asked for by `prompt` on the console's `err`. On a
/// terminal it is asked for twice. InvalidInput for an end without a line, or for two that differ.
Result<std::string> read_secret_line(const Console& console, std::string_view prompt);

}  // namespace otk::cli
