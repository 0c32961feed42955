#include "tools/sync_sim/nonce_watch.h"

#include <algorithm>

#include "core/crypto/aead.h"
#include "core/wire/loose_rows.h"

namespace otk::sync_sim {
namespace {

/// Of XChaCha20-Poly1305; it lies before what it sealed.
constexpr std::size_t nonce_bytes = 24;
static_assert(nonce_bytes < crypto::aead_overhead_bytes);

}  // namespace

void NonceWatch::sees(ByteView body) {
    const std::vector<wire::LooseRow> rows = wire::loose_rows(body);
    for (const wire::LooseRow& row : rows) {
        Bytes key_and_nonce(row.box.sealed.begin(), row.box.sealed.end());
        key_and_nonce.insert(
            key_and_nonce.end(), row.sealed.begin(), row.sealed.begin() + nonce_bytes);
        const crypto::Hash128 content = crypto::blake2b_128(row.sealed);
        const auto [known, is_new] = m_sealed.emplace(crypto::blake2b_128(key_and_nonce), content);
        if (!is_new && known->second != content) ++m_reused;
    }
}

void SameNonce::fill(std::span<std::uint8_t> bytes) {
    if (bytes.size() == nonce_bytes) return std::fill(bytes.begin(), bytes.end(), std::uint8_t{7});
    m_source.fill(bytes);
}

}  // namespace otk::sync_sim
