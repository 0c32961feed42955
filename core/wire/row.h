#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/box.h"
#include "core/crypto/secret.h"
#include "core/wire/identity.h"
#include "core/wire/limits.h"

namespace otk::wire {

/// Seals a response's compact JSON under the key of its period: raw deflate where it can save a size
/// class (limits.h), padded to the class, XChaCha20-Poly1305 with the row id as additional data. Each
/// call draws a new nonce: sealing the same row again is safe. InvalidInput if it is larger than a row
/// may be. Any thread.
Result<Bytes> seal_row(
    std::string_view content, const RowId& id, const crypto::Secret& key, Random& random);

/// The content again. Corrupt for any changed bit, another row's id or another key; Unsupported for
/// a content version or dictionary that this version does not know. Never inflates more than
/// row_content_bytes_max. About 1 µs plus inflating. Any thread.
Result<std::string> open_row(ByteView sealed, const RowId& id, const crypto::Secret& key);

/// A period's key, sealed to the server: what lets the server, and nobody else, open its rows.
struct KeyBox {
    ServerKeyId server_key;          ///< which of the server's box keys opens it
    std::array<std::uint8_t, 80> sealed{};

    friend bool operator==(const KeyBox&, const KeyBox&) = default;
};

/// A fresh key for a period (32 bytes, locked memory).
crypto::Secret make_period_key(Random& random);

Result<KeyBox> seal_key(const crypto::Secret& key, const ServerKeyId& server_key_id,
    const crypto::BoxPublicKey& server_key);
/// Corrupt if it was not sealed to this key; whether `key` is the one that box.server_key names is
/// the caller's look-up. About 75 µs: open a box once, then its rows.
Result<crypto::Secret> open_key(const KeyBox& box, const crypto::BoxKey& key);

/// key_box_bytes bytes: server key id, sealed key, BLAKE2b-128 of both.
Bytes encode_key_box(const KeyBox& box);
/// Corrupt for a wrong length or hash.
Result<KeyBox> decode_key_box(ByteView bytes);

}  // namespace otk::wire
