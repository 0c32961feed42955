#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random.h"
#include "core/crypto/signature.h"
#include "sync/backoff.h"
#include "sync/registry.h"

namespace otk::sync {

/// Carries a kiosk's request for a new signing key to the server and lays the answer into the
/// inbox; once a day again, as a server that was restored from a backup knows the old key only. The
/// kiosk judges the answer. A state machine: time, chance and network are given.
class RotationCarrier {
  public:
    struct Surroundings {
        Path outbox;                                  ///< identity.rotation
        Path inbox;                                   ///< identity.rotated
        std::vector<crypto::PublicKey> receipt_keys;  ///< what none of them signed is no answer
        BackoffLimits backoff;
    };
    /// All references outlive the carrier.
    RotationCarrier(
        Surroundings surroundings, const Clock& clock, Random& random, Registry& registry);

    /// Makes at most one attempt; a request that changed is carried at once. Returns in how many
    /// milliseconds it has something to do; nothing while there is no request.
    std::optional<std::int64_t> step();

  private:
    Result<void> attempt(ByteView request);
    void say(std::string_view why);

    Surroundings m_surroundings;
    const Clock& m_clock;
    Random& m_random;
    Registry& m_registry;
    Backoff m_backoff;
    Bytes m_request;  ///< as it lay there last
    std::int64_t m_due_ms = 0;
    std::optional<std::int64_t> m_asked_ms;  ///< Retry-After of the last answer
    std::string m_said;                      ///< logged last: once a change, not once an attempt
};

}  // namespace otk::sync
