#pragma once

#include "core/base/result.h"
#include "core/config/config.h"

namespace otk::sync {

/// The whole of otklik-syncd: follows the outbox until SIGTERM or SIGINT. Without an enrolment in
/// the inbox it waits for one; a new enrolment is taken at once. Errors only if it cannot begin.
Result<void> run_service(const config::Config& config);

}  // namespace otk::sync
