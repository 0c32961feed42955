#include "core/crypto/aead.h"

#include <sodium.h>

#include <span>

#include "core/base/assert.h"
#include "core/crypto/start.h"

namespace otk::crypto {

static_assert(crypto_aead_xchacha20poly1305_ietf_KEYBYTES == aead_key_bytes);
static_assert(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES == aead_nonce_bytes);
static_assert(crypto_aead_xchacha20poly1305_ietf_ABYTES == aead_tag_bytes);

Bytes seal(const Secret& key, ByteView additional_data, ByteView content, Random& random) {
    detail::start();
    OTK_ASSERT(key.view().size() == aead_key_bytes);
    Bytes sealed(content.size() + aead_overhead_bytes);
    const std::span<std::uint8_t> nonce = std::span(sealed).first(aead_nonce_bytes);
    random.fill(nonce);
    const int answer = crypto_aead_xchacha20poly1305_ietf_encrypt(sealed.data() + aead_nonce_bytes,
        nullptr, content.data(), content.size(), additional_data.data(), additional_data.size(),
        nullptr, nonce.data(), key.view().data());
    OTK_ASSERT(answer == 0);
    return sealed;
}

Result<Bytes> open(const Secret& key, ByteView additional_data, ByteView sealed) {
    detail::start();
    OTK_ASSERT(key.view().size() == aead_key_bytes);
    if (sealed.size() < aead_overhead_bytes) {
        return fail(ErrorKind::Corrupt, "sealed bytes: too short");
    }
    const ByteView ciphertext = sealed.subspan(aead_nonce_bytes);
    Bytes content(sealed.size() - aead_overhead_bytes);
    const int answer = crypto_aead_xchacha20poly1305_ietf_decrypt(content.data(), nullptr, nullptr,
        ciphertext.data(), ciphertext.size(), additional_data.data(), additional_data.size(),
        sealed.data(), key.view().data());
    if (answer != 0) return fail(ErrorKind::Corrupt, "sealed bytes: do not open");
    return content;
}

}  // namespace otk::crypto
