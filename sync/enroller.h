#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random.h"
#include "core/crypto/signature.h"
#include "sync/backoff.h"
#include "sync/registry.h"

namespace otk::sync {

/// Carries a kiosk's request to be enrolled to the server of its ticket, as often as it takes, and lays
/// the answer into the inbox. Whether a refusal is for ever it cannot know: codes are made anew, clocks
/// set right. A state machine: time, chance and network are given.
class Enroller {
  public:
    struct Surroundings {
        Path outbox;             ///< enrolment.request
        Path inbox;              ///< enrolment.answer
        crypto::PublicKey root;  ///< the ticket's: an answer of another tenant, or a portal, is none
        BackoffLimits backoff;
    };
    /// All references outlive the enroller.
    Enroller(Surroundings surroundings, const Clock& clock, Random& random, Registry& registry);

    /// Makes at most one attempt. Returns in how many milliseconds it has something to do; nothing
    /// while no request waits for an answer.
    std::optional<std::int64_t> step();

  private:
    Result<void> attempt(ByteView request);
    void say(std::string_view why);

    Surroundings m_surroundings;
    const Clock& m_clock;
    Random& m_random;
    Registry& m_registry;
    Backoff m_backoff;
    std::int64_t m_due_ms = 0;
    std::optional<std::int64_t> m_asked_ms;
    std::string m_said;  ///< logged last: once a change, not once an attempt
};

}  // namespace otk::sync
