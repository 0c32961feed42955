#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/look/look.h"

namespace otk::kiosk::shell {

/// Where an installed program and one in its build folder have the interface's words; empty:
/// nowhere.
Path wording_beside_program();

/// The catalogues (.po) of a folder, by their file's name.
Result<look::Wording> read_wording(const Path& folder);

}  // namespace otk::kiosk::shell
