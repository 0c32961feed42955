#pragma once

#include "core/base/bytes.h"
#include "sync/transport.h"

namespace otk::sync {

/// The way to a server for what is no batch. Blocks at most as long as its own limits say; one thread.
/// Nothing in an answer is believed here.
class Registry {
  public:
    Registry() = default;
    Registry(const Registry&) = delete;
    Registry& operator=(const Registry&) = delete;
    virtual ~Registry() = default;

    /// POST /api/v1/enrolments.
    virtual PostOutcome post_enrolment(ByteView request) = 0;
    /// POST /api/v1/kiosk-keys.
    virtual PostOutcome post_key_rotation(ByteView request) = 0;
    /// GET /api/v1/keys.
    virtual PostOutcome get_keys() = 0;
};

}  // namespace otk::sync
