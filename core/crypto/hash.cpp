#include "core/crypto/hash.h"

#include <sodium.h>

#include "core/base/assert.h"
#include "core/crypto/start.h"

namespace otk::crypto {
namespace {

template <typename Hash>
Hash blake2b(ByteView bytes) {
    detail::start();
    Hash hash{};
    const int answer =
        crypto_generichash(hash.data(), hash.size(), bytes.data(), bytes.size(), nullptr, 0);
    OTK_ASSERT(answer == 0);
    return hash;
}

}  // namespace

Hash128 blake2b_128(ByteView bytes) { return blake2b<Hash128>(bytes); }

Hash256 blake2b_256(ByteView bytes) { return blake2b<Hash256>(bytes); }

Hash256 sha256(ByteView bytes) {
    detail::start();
    Hash256 hash{};
    crypto_hash_sha256(hash.data(), bytes.data(), bytes.size());
    return hash;
}

}  // namespace otk::crypto
