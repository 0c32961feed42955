#pragma once

#include <array>
#include <cstdint>
#include <unordered_map>
#include <unordered_set>

#include "core/base/bytes.h"
#include "core/base/random.h"

namespace otk::sync_sim {

/// Looks at every batch that leaves a kiosk: under one key no nonce may seal two contents. Whoever
/// reads the wire could subtract them.
class NonceWatch {
  public:
    void sees(ByteView body);
    std::int64_t reused() const { return m_reused; }

  private:
    /// What differs between keys and nonces: the beginning of the key's box, then the nonce.
    using KeyAndNonce = std::array<std::uint8_t, 48>;
    /// The seal's last bytes, which depend on all that was sealed.
    using Tag = std::array<std::uint8_t, 16>;
    struct Hasher {
        std::size_t operator()(const KeyAndNonce& bytes) const;
    };

    std::unordered_map<KeyAndNonce, Tag, Hasher> m_sealed;
    std::unordered_set<std::size_t> m_seen;  ///< hashes of bodies: most come more than once
    std::int64_t m_reused = 0;
};

/// The same nonce each time: a part broken on purpose. Everything else is as random as its source.
class SameNonce final : public Random {
  public:
    explicit SameNonce(Random& source) : m_source(source) {}
    void fill(std::span<std::uint8_t> bytes) override;

  private:
    Random& m_source;
};

}  // namespace otk::sync_sim
