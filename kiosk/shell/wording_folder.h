#pragma once

#include "core/base/file.h"

namespace otk::kiosk::shell {

/// Where an installed program and one in its build folder have the interface's words; empty:
/// nowhere.
Path wording_beside_program();

}  // namespace otk::kiosk::shell
