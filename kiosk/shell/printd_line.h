#pragma once

#include "core/base/file.h"
#include "core/base/json.h"
#include "core/base/result.h"

namespace otk::kiosk::shell {

/// One question to the printer service on a connection of its own, one answer (docs/PRINTING.md).
/// Waits two seconds at most for each step: never on the drawing thread. Unavailable for a refusal.
Result<Json> ask_printd(const Path& socket, const Json& question);

}  // namespace otk::kiosk::shell
