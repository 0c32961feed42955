#pragma once

#include <string>

#include "core/base/result.h"
#include "server/program/exit_codes.h"

namespace otk::program {

/// What a command has to say at its end, to standard output, or its error to standard error.
/// `refused` for InvalidInput, Permission and Conflict: the same command will never work.
ExitCode last_word(const Result<std::string>& outcome);

/// A result of ours: to a file (with that mode), or to standard output without one.
Result<void> write_out(const std::string& text, const std::string& file, unsigned mode);

}  // namespace otk::program
