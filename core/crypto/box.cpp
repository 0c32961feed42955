#include "core/crypto/box.h"

#include <sodium.h>

#include "core/base/assert.h"
#include "core/crypto/start.h"

namespace otk::crypto {

static_assert(crypto_box_SEALBYTES == box_overhead_bytes);
static_assert(crypto_box_PUBLICKEYBYTES == sizeof(BoxPublicKey::bytes));
static_assert(crypto_box_SECRETKEYBYTES == BoxKey::secret_bytes);

Result<BoxPublicKey> BoxPublicKey::from_text(std::string_view hex) {
    return BoxPublicKey{OTK_TRY(in("box key", array_from_hex<32>(hex)))};
}

BoxKey BoxKey::generate(Random& random) {
    const Secret secret = Secret::random(secret_bytes, random);
    return from_secret(secret.view()).value();
}

Result<BoxKey> BoxKey::from_secret(ByteView secret) {
    detail::start();
    if (secret.size() != secret_bytes) {
        return fail(ErrorKind::InvalidInput, "box key: not 32 bytes");
    }
    BoxPublicKey public_key;
    const int answer = crypto_scalarmult_base(public_key.bytes.data(), secret.data());
    OTK_ASSERT(answer == 0);
    return BoxKey(Secret::copy_of(secret), public_key);
}

Result<Secret> BoxKey::open(ByteView sealed) const {
    if (sealed.size() < box_overhead_bytes) {
        return fail(ErrorKind::Corrupt, "sealed box: too short");
    }
    Bytes content(sealed.size() - box_overhead_bytes);
    const int answer = crypto_box_seal_open(content.data(), sealed.data(), sealed.size(),
        m_public_key.bytes.data(), m_secret.view().data());
    if (answer != 0) return fail(ErrorKind::Corrupt, "sealed box: does not open");
    Secret secret = Secret::copy_of(content);
    wipe(content);
    return secret;
}

Result<Bytes> seal_box(const BoxPublicKey& key, ByteView content) {
    detail::start();
    Bytes sealed(content.size() + box_overhead_bytes);
    const int answer =
        crypto_box_seal(sealed.data(), content.data(), content.size(), key.bytes.data());
    if (answer != 0) return fail(ErrorKind::InvalidInput, "box key: of small order");
    return sealed;
}

}  // namespace otk::crypto
