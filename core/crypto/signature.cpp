#include "core/crypto/signature.h"

#include <sodium.h>

#include "core/base/assert.h"
#include "core/crypto/start.h"

namespace otk::crypto {

static_assert(crypto_sign_BYTES == sizeof(Signature));
static_assert(crypto_sign_PUBLICKEYBYTES == sizeof(PublicKey::bytes));
static_assert(crypto_sign_SEEDBYTES == SigningKey::seed_bytes);

Result<PublicKey> PublicKey::from_text(std::string_view hex) {
    return PublicKey{OTK_TRY(in("public key", array_from_hex<32>(hex)))};
}

SigningKey SigningKey::generate(Random& random) {
    const Secret seed = Secret::random(seed_bytes, random);
    return from_seed(seed.view()).value();
}

Result<SigningKey> SigningKey::from_seed(ByteView seed) {
    detail::start();
    if (seed.size() != seed_bytes) {
        return fail(ErrorKind::InvalidInput, "signing key: not 32 bytes");
    }
    PublicKey public_key;
    std::array<std::uint8_t, crypto_sign_SECRETKEYBYTES> secret{};
    const int answer =
        crypto_sign_seed_keypair(public_key.bytes.data(), secret.data(), seed.data());
    OTK_ASSERT(answer == 0);
    SigningKey key(Secret::copy_of(secret), public_key);
    wipe(secret);
    return key;
}

Signature SigningKey::sign(ByteView message) const {
    Signature signature{};
    const int answer = crypto_sign_detached(
        signature.data(), nullptr, message.data(), message.size(), m_secret.view().data());
    OTK_ASSERT(answer == 0);
    return signature;
}

bool verify(const PublicKey& key, ByteView message, const Signature& signature) {
    detail::start();
    return crypto_sign_verify_detached(
               signature.data(), message.data(), message.size(), key.bytes.data()) == 0;
}

}  // namespace otk::crypto
