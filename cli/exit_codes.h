#pragma once

#include "core/base/result.h"

namespace otk::cli {

/// What a script learns from `otklik` (docs: `otklik --help`). Closed: scripts rely on the numbers.
enum class ExitCode {
    Ok = 0,
    NotWell = 1,      ///< done, and what was looked at is not as it should be (status, form check)
    Usage = 2,        ///< the command line itself is wrong
    Refused = 3,      ///< a given file or value is invalid or contradicts what is there
    NotFound = 4,     ///< a given file, folder or name does not exist
    Unavailable = 5,  ///< not now: another process does not answer
    System = 6,       ///< the disk, the permissions or a damaged file
};

/// The exit code of an error that ends a command.
ExitCode exit_code_of(ErrorKind kind);

}  // namespace otk::cli
