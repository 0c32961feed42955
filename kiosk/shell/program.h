#pragma once

#include "core/base/file.h"

namespace otk::kiosk::shell {

struct CommandLine {
    Path config;
    Path inspect;  ///< empty: no inspection
};

/// Runs the kiosk from its configuration to its end; the process's exit code: 0 ended as asked,
/// 1 cannot work (no display, no fonts), 2 not everything could be written in time, 78 the
/// configuration, the bundle or a combination of settings is refused.
int run_program(const CommandLine& command_line);

}  // namespace otk::kiosk::shell
