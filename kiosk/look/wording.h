#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "kiosk/look/look.h"

namespace otk::kiosk::look {

/// The catalogues (.po) of a folder, each under its file's name: `ru` of ru.po.
Result<Wording> read_wording(const Path& folder);

}  // namespace otk::kiosk::look
