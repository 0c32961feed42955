#pragma once

#include "cli/command.h"
#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::cli {

/// The option that says whose staff a command is about.
Option kiosk_config_option();

/// The state folder of the kiosk that the arguments name.
Result<Path> kiosk_state_folder(const Arguments& arguments);

/// A person's number as the command line gives it.
Result<int> person_number(std::string_view option, std::string_view text);

}  // namespace otk::cli
