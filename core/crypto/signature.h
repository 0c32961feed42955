#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/secret.h"

namespace otk::crypto {

using Signature = std::array<std::uint8_t, 64>;

/// An Ed25519 public key; any 32 bytes are one until a signature is checked with it.
struct PublicKey {
    std::array<std::uint8_t, 32> bytes{};

    /// 64 hexadecimal digits; InvalidInput otherwise.
    static Result<PublicKey> from_text(std::string_view hex);
    std::string text() const { return to_hex(bytes); }

    friend auto operator<=>(const PublicKey&, const PublicKey&) = default;
};

/// An Ed25519 key that signs (RFC 8032). Any thread may sign with it.
class SigningKey {
  public:
    static constexpr std::size_t seed_bytes = 32;

    static SigningKey generate(Random& random);
    /// InvalidInput unless 32 bytes; what `seed` gave.
    static Result<SigningKey> from_seed(ByteView seed);

    const PublicKey& public_key() const { return m_public_key; }
    /// For the key file: 32 bytes, to be stored 0600.
    ByteView seed() const { return m_secret.view().first(seed_bytes); }
    /// Deterministic.
    Signature sign(ByteView message) const;

  private:
    SigningKey(Secret secret, const PublicKey& public_key)
        : m_secret(std::move(secret)), m_public_key(public_key) {}

    Secret m_secret;  ///< libsodium's form: seed, then public key
    PublicKey m_public_key;
};

/// True only for a signature of exactly this message; refuses keys of small order. About 60 µs.
bool verify(const PublicKey& key, ByteView message, const Signature& signature);

}  // namespace otk::crypto
