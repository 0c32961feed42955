#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"
#include "core/wire/identity.h"
#include "kiosk/writer/enrolment.h"

namespace otk::kiosk::writer {

/// What a kiosk needs to get a new signing key.
struct RotationTerms {
    Folders folders;
    wire::KioskId kiosk;
    std::span<const crypto::PublicKey> receipt_keys;  ///< whose word it believes
    /// Called before each durable step; an error stops there as a crash would. For tests.
    std::function<Result<void>(std::string_view step)> before_step = nullptr;
};

/// The way from one key to the next, one call a look:
///
///     inbox/identity.rotate (`otklik rotate-key`)   →  state/identity.next, a new key, 0600
///     state/identity.next                           →  outbox/identity.rotation, signed by both
///     keys inbox/identity.rotated, the server's answer   →  the new key is identity.key; true
///
/// Until the server has said that it knows the new key, everything is signed with the old one, and
/// afterwards the server still takes what that signed: so a stop at any moment leaves a kiosk that
/// delivers. The request stays in the outbox, for a server that is restored from a backup of
/// before. `key` is what signs now; nothing has changed if an error is returned. A damaged
/// identity.next is given up with its request. One thread, the buffer's.
Result<bool> follow_rotation(const RotationTerms& terms, crypto::SigningKey& key, Random& random);

/// A new key is made, and waits for the server's word that it knows it.
bool is_rotation_open(const Folders& folders);

}  // namespace otk::kiosk::writer
