#pragma once

#include "core/base/random.h"
#include "core/crypto/signature.h"
#include "core/wire/limits.h"
#include "sync/transport.h"
#include "tools/sync_sim/nonce_watch.h"
#include "tools/sync_sim/server.h"

namespace otk::sync_sim {

/// How the way to the server is just now.
enum class Weather { Good, Flaky, Down };

/// A network that lies: what may happen to one request, drawn anew each time.
class SimNetwork final : public sync::Transport {
  public:
    SimNetwork(
        SimServer& server, Random& random, const crypto::SigningKey& stranger, NonceWatch& nonces)
        : m_server(server), m_random(random), m_stranger(stranger), m_nonces(nonces) {}

    void be(Weather weather) { m_weather = weather; }
    /// A proxy on the way refuses larger bodies with 413.
    void be_narrow(std::size_t bytes_max) { m_bytes_max = bytes_max; }
    void be_wide() { m_bytes_max = wire::batch_bytes_max; }
    sync::PostOutcome post_batch(ByteView body) override;

  private:
    sync::PostOutcome answered_by_server(ByteView body);
    sync::PostOutcome answered_by_stranger(ByteView body) const;
    sync::PostOutcome goes_wrong(ByteView body);

    SimServer& m_server;
    Random& m_random;
    const crypto::SigningKey& m_stranger;
    NonceWatch& m_nonces;
    std::size_t m_bytes_max = wire::batch_bytes_max;
    Weather m_weather = Weather::Good;
};

}  // namespace otk::sync_sim
