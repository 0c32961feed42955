#pragma once

#include <cstddef>

#include "core/base/bytes.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/secret.h"

namespace otk::crypto {

constexpr std::size_t aead_key_bytes = 32;
constexpr std::size_t aead_nonce_bytes = 24;
constexpr std::size_t aead_tag_bytes = 16;
/// What sealing adds: the nonce before, the tag behind.
constexpr std::size_t aead_overhead_bytes = aead_nonce_bytes + aead_tag_bytes;

/// XChaCha20-Poly1305 (IETF form) with a random nonce: nonce, ciphertext, tag. The nonce is 192 bits,
/// so random ones may be drawn for ever under one key. Asserts that the key has 32 bytes.
Bytes seal(const Secret& key, ByteView additional_data, ByteView content, Random& random);

/// Corrupt if key, additional data or any bit of `sealed` is not what was sealed.
Result<Bytes> open(const Secret& key, ByteView additional_data, ByteView sealed);

}  // namespace otk::crypto
