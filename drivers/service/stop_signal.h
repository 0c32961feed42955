#pragma once

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::service {

/// SIGTERM and SIGINT as a descriptor that becomes readable. They are blocked for the thread that
/// calls this and for those it starts later, so call it before the first thread.
Result<Descriptor> stop_signal();

}  // namespace otk::service
