#include "tools/sync_sim/nonce_watch.h"

#include <algorithm>
#include <functional>
#include <string_view>

#include "core/crypto/aead.h"
#include "core/wire/loose_rows.h"

namespace otk::sync_sim {
namespace {

/// Of XChaCha20-Poly1305: the nonce lies before what it sealed, the tag behind it.
constexpr std::size_t nonce_bytes = 24;
constexpr std::size_t tag_bytes = 16;
static_assert(nonce_bytes + tag_bytes == crypto::aead_overhead_bytes);

}  // namespace

std::size_t NonceWatch::Hasher::operator()(const KeyAndNonce& bytes) const {
    return std::hash<std::string_view>()(text_of(bytes));
}

void NonceWatch::sees(ByteView body) {
    const bool is_new_body = m_seen.insert(std::hash<std::string_view>()(text_of(body))).second;
    if (!is_new_body) return;
    const std::vector<wire::LooseRow> rows = wire::loose_rows(body);
    for (const wire::LooseRow& row : rows) {
        KeyAndNonce key_and_nonce{};
        auto* const nonce = std::copy_n(
            row.box.sealed.begin(), key_and_nonce.size() - nonce_bytes, key_and_nonce.begin());
        std::copy_n(row.sealed.begin(), nonce_bytes, nonce);
        Tag tag{};
        std::copy_n(row.sealed.end() - tag_bytes, tag_bytes, tag.begin());
        const auto [known, is_new] = m_sealed.emplace(key_and_nonce, tag);
        if (!is_new && known->second != tag) ++m_reused;
    }
}

void SameNonce::fill(std::span<std::uint8_t> bytes) {
    if (bytes.size() == nonce_bytes) return std::fill(bytes.begin(), bytes.end(), std::uint8_t{7});
    m_source.fill(bytes);
}

}  // namespace otk::sync_sim
