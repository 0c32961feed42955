#pragma once

#include "core/base/file.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"

namespace otk::kiosk::writer {

/// `state_folder`/identity.key.
Path identity_file(const Path& state_folder);

/// A signing key as it lies in its file: 64 hexadecimal digits and a newline, 0600. Corrupt for
/// anything else.
Result<crypto::SigningKey> read_key(const Path& file);
/// Durable; whole or not at all.
Result<void> write_key(const Path& file, const crypto::SigningKey& key);

/// The kiosk's signing key from identity.key; made, durably, if it is not there. A damaged file is
/// Corrupt and never replaced: the server knows the old key.
Result<crypto::SigningKey> open_identity(const Path& state_folder, Random& random);

/// Lays the public key into `outbox_folder`/kiosk.pub (64 hexadecimal digits and a newline) unless
/// it lies there already.
Result<void> publish_identity(const Path& outbox_folder, const crypto::PublicKey& key);

}  // namespace otk::kiosk::writer
