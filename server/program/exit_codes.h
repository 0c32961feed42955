#pragma once

#include "core/base/result.h"

namespace otk::program {

/// What a script or systemd learns from `otklik-server`. Closed: they rely on the numbers.
enum class ExitCode {
    Ok = 0,
    Failed = 1,          ///< the database, a key, the network: see the line on standard error
    Usage = 2,           ///< the command line itself is wrong
    Refused = 3,         ///< a given key, place or file is invalid
    Configuration = 78,  ///< EX_CONFIG: the same configuration will never work
};

}  // namespace otk::program
