#pragma once

#include "core/base/json.h"
#include "sync/courier.h"

namespace otk::sync {

/// What `status.json` says: {"process":"syncd","version":…,"state":"not_enrolled"|"idle"|"waiting"|
/// "retrying","queue":N,"delivered":N,"failures":N,"last_error":word,"last_success_day":"2026-11-22"
/// or null}. Nothing finer than a day about any batch.
Json status_json(const CourierStatus& status, bool is_enrolled);

}  // namespace otk::sync
