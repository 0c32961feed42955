#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/secret.h"

namespace otk::crypto {

/// What a sealed box adds to its content.
constexpr std::size_t box_overhead_bytes = 48;

/// An X25519 public key to which boxes are sealed.
struct BoxPublicKey {
    std::array<std::uint8_t, 32> bytes{};

    /// 64 hexadecimal digits; InvalidInput otherwise.
    static Result<BoxPublicKey> from_text(std::string_view hex);
    std::string text() const { return to_hex(bytes); }

    friend auto operator<=>(const BoxPublicKey&, const BoxPublicKey&) = default;
};

/// The key that opens boxes sealed to its public half. Any thread may open with it.
class BoxKey {
  public:
    static constexpr std::size_t secret_bytes = 32;

    static BoxKey generate(Random& random);
    /// InvalidInput unless 32 bytes; what `secret` gave.
    static Result<BoxKey> from_secret(ByteView secret);

    const BoxPublicKey& public_key() const { return m_public_key; }
    /// For the key file: 32 bytes, to be stored 0600.
    ByteView secret() const { return m_secret.view(); }

    /// Corrupt if it was not sealed to this key or is damaged. About 75 µs.
    Result<Secret> open(ByteView sealed) const;

  private:
    BoxKey(Secret secret, const BoxPublicKey& public_key)
        : m_secret(std::move(secret)), m_public_key(public_key) {}

    Secret m_secret;
    BoxPublicKey m_public_key;
};

/// Seals anonymously (libsodium's crypto_box_seal): not even the sealer can open it again.
/// InvalidInput for a public key of small order.
Result<Bytes> seal_box(const BoxPublicKey& key, ByteView content);

}  // namespace otk::crypto
