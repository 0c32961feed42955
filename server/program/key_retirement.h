#pragma once

#include <string>

#include "core/config/config.h"
#include "server/program/exit_codes.h"

/// `otklik-server keys needed` and `keys retire`: the end of a box key.
namespace otk::program {

/// Says of each box key who still needs it.
ExitCode show_needed_keys(const config::Config& config);

struct KeyRetirement {
    std::string key;               ///< its public half, 64 hexadecimal digits
    bool despite_revoked = false;  ///< what revoked kiosks hold under it is given up
};
/// Destroys an older box key of this server. Refused while anything may come that only it opens.
ExitCode retire_key(const config::Config& config, const KeyRetirement& wish);

}  // namespace otk::program
