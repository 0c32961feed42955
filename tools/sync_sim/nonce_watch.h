#pragma once

#include <cstdint>
#include <map>

#include "core/base/bytes.h"
#include "core/base/random.h"
#include "core/crypto/hash.h"

namespace otk::sync_sim {

/// Looks at every batch that leaves a kiosk: under one key no nonce may seal two contents. Whoever
/// reads the wire could subtract them.
class NonceWatch {
  public:
    void sees(ByteView body);
    std::int64_t reused() const { return m_reused; }

  private:
    std::map<crypto::Hash128, crypto::Hash128> m_sealed;  ///< key box and nonce → what it sealed
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
