#pragma once

#include <string>

#include "core/config/setting.h"

namespace otk::config {

/// The commented default file of a process, as config/defaults/<process>.toml holds it.
std::string default_file(Process process);

/// The manual's tables of all settings, as docs/SETTINGS.md holds them.
std::string settings_manual();

}  // namespace otk::config
