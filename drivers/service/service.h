#pragma once

#include "core/base/result.h"
#include "core/config/config.h"

namespace otk::service {

/// The printer service until SIGTERM or SIGINT. Returns after the slip that is being sent has ended
/// and its fate is written down. Errors are those of the start; later ones are logged and lived
/// with.
Result<void> run_service(const config::Config& config);

}  // namespace otk::service
