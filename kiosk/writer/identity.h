#pragma once

#include <optional>

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"
#include "core/wire/enrolment.h"

namespace otk::kiosk::writer {

/// The kiosk's signing key from `state_folder`/identity.key (0600); made, durably, if it is not there.
/// A damaged file is Corrupt and never replaced: the server knows the old key.
Result<crypto::SigningKey> open_identity(const Path& state_folder, Random& random);

/// Lays the public key into `outbox_folder`/kiosk.pub (64 hexadecimal digits and a newline) unless
/// it lies there already.
Result<void> publish_identity(const Path& outbox_folder, const crypto::PublicKey& key);

/// The enrolment that this kiosk took: from the state folder or, the first time, from the inbox, from
/// which it is copied. The first one is kept for ever: a courier that lays another one there must not
/// redirect answers to a key of its own. NotFound if there is none yet.
Result<wire::Enrolment> open_enrolment(const Path& state_folder, const Path& inbox_folder);

}  // namespace otk::kiosk::writer
