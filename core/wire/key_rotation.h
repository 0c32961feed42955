#pragma once

#include <span>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/hash.h"
#include "core/crypto/signature.h"
#include "core/wire/identity.h"

/// How a kiosk gets a new signing key: the old one and the new one say so together, once.
namespace otk::wire {

/// magic, version, purpose, reserved, kiosk, two public keys, two signatures.
constexpr std::size_t key_rotation_bytes = 4 + 2 + 1 + 1 + 16 + 2 * 32 + 2 * 64;
/// magic, version, purpose, reserved, hash of the request, signature.
constexpr std::size_t key_rotation_answer_bytes = 4 + 2 + 1 + 1 + 32 + 64;

/// "From now on this kiosk signs with another key."
struct KeyRotation {
    KioskId kiosk;
    crypto::PublicKey before;
    crypto::PublicKey after;

    friend bool operator==(const KeyRotation&, const KeyRotation&) = default;
};

/// The body of POST /api/v1/kiosk-keys, signed by both keys: nobody can give a kiosk a key that he
/// does not hold. Deterministic, key_rotation_bytes long.
Bytes encode_key_rotation(
    const KioskId& kiosk, const crypto::SigningKey& before, const crypto::SigningKey& after);

/// Permission unless both keys signed; InvalidInput for anything malformed and for one key twice,
/// Unsupported for another version. Whether `before` is the kiosk's is the caller's look-up.
Result<KeyRotation> decode_key_rotation(ByteView request);

/// Names a request in its answer: BLAKE2b-256 of all its bytes.
crypto::Hash256 key_rotation_hash(ByteView request);

/// "The server knows the new key." Signed by a receipt key, about one request.
Bytes encode_key_rotation_answer(
    const crypto::Hash256& request_hash, const crypto::SigningKey& receipt_key);

/// Permission unless one of the keys signed it; InvalidInput for anything malformed or about
/// another request, Unsupported for another version.
Result<void> check_key_rotation_answer(ByteView answer, const crypto::Hash256& request_hash,
    std::span<const crypto::PublicKey> receipt_keys);

}  // namespace otk::wire
