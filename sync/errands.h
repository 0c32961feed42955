#pragma once

#include <vector>

#include "core/crypto/signature.h"
#include "sync/errand.h"
#include "sync/registry.h"

namespace otk::sync {

/// Where a kiosk and its courier meet.
struct Folders {
    Path outbox;
    Path inbox;
};

/// The kiosk asks to be enrolled: enrolment.request → enrolment.answer. `root` is the ticket's: an
/// answer of another tenant is none. The registry outlives the errand.
Errand::Terms enrolment_errand(const Folders& folders, const crypto::PublicKey& root,
    Registry& registry, const BackoffLimits& backoff);

/// The kiosk asks for a new signing key: identity.rotation → identity.rotated; once a day again, as
/// a server that was restored from a backup knows the old key only. What none of the receipt keys
/// signed is no answer. The registry outlives the errand.
Errand::Terms rotation_errand(const Folders& folders, std::vector<crypto::PublicKey> receipt_keys,
    Registry& registry, const BackoffLimits& backoff);

}  // namespace otk::sync
