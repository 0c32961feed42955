#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random.h"
#include "core/wire/enrolment.h"
#include "sync/backoff.h"
#include "sync/registry.h"

namespace otk::sync {

/// Asks the server once a day for keys.json and lays a newer one, signed by the kiosk's root, into
/// the inbox. The kiosk judges it again and decides. A state machine: time, chance and network are
/// given.
class KeyFollower {
  public:
    struct Surroundings {
        Path inbox;                  ///< keys.json
        wire::Trust trust;           ///< what the kiosk believes now
        std::int64_t spread_ms = 0;  ///< the first time comes within a random part of this
        BackoffLimits backoff;
    };
    /// All references outlive the follower.
    KeyFollower(Surroundings surroundings, const Clock& clock, Random& random, Registry& registry);

    /// Makes at most one attempt. Returns in how many milliseconds the next one is due.
    std::int64_t step();

  private:
    Result<void> attempt();

    Surroundings m_surroundings;
    const Clock& m_clock;
    Random& m_random;
    Registry& m_registry;
    Backoff m_backoff;
    std::optional<std::int64_t> m_asked_s;  ///< Retry-After of the last answer
    std::int64_t m_due_ms = 0;
    bool m_failed = false;  ///< was logged
};

}  // namespace otk::sync
