#pragma once

#include <cstdint>
#include <string>

#include "core/base/bytes.h"
#include "core/base/random.h"
#include "core/crypto/signature.h"
#include "core/wire/batch.h"

namespace otk::sync::test {

/// A signed batch of one sealed row, and the name under which it lies in the outbox.
struct SampleBatch {
    std::string stem;
    Bytes body;
};

/// A kiosk that freezes batches, without a database behind it.
class SampleKiosk {
  public:
    explicit SampleKiosk(Random& random);

    SampleBatch freeze();
    const crypto::PublicKey& public_key() const { return m_key.public_key(); }

  private:
    Random& m_random;
    crypto::SigningKey m_key;
    wire::KioskId m_id;
    wire::BufferId m_buffer;
    std::uint32_t m_number = 0;
};

/// The body of a server's reply with status 200 to such a body.
Bytes sample_reply(ByteView body, const crypto::SigningKey& key);

}  // namespace otk::sync::test
