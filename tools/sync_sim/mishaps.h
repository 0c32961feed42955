#pragma once

#include "core/base/random.h"
#include "core/crypto/signature.h"
#include "sync/transport.h"
#include "tools/sync_sim/nonce_watch.h"
#include "tools/sync_sim/server.h"

namespace otk::sync_sim {

/// How the way to the server is just now.
enum class Weather { Good, Flaky, Down };

/// A network that lies: what may happen to one request, drawn anew each time.
class SimNetwork final : public sync::Transport {
  public:
    SimNetwork(SimServer& server, Random& random, const crypto::SigningKey& stranger,
        NonceWatch& nonces, const crypto::PublicKey& kiosk)
        : m_server(server),
          m_random(random),
          m_stranger(stranger),
          m_nonces(nonces),
          m_kiosk(kiosk) {}

    void be(Weather weather) { m_weather = weather; }
    sync::PostOutcome post_batch(ByteView body) override;

  private:
    sync::PostOutcome answered_by_server(ByteView body);
    sync::PostOutcome answered_by_stranger(ByteView body) const;
    sync::PostOutcome goes_wrong(ByteView body);

    SimServer& m_server;
    Random& m_random;
    const crypto::SigningKey& m_stranger;
    NonceWatch& m_nonces;
    crypto::PublicKey m_kiosk;
    Weather m_weather = Weather::Good;
};

}  // namespace otk::sync_sim
