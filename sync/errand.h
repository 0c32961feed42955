#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random.h"
#include "sync/backoff.h"
#include "sync/transport.h"

namespace otk::sync {

/// Carries what the kiosk laid down for the server, as often as it takes, and lays the answer down
/// for the kiosk, which judges it. Whether a refusal is for ever nobody here can know: servers are
/// set up anew, codes made anew, clocks set right. A state machine: time, chance and network are
/// given.
class Errand {
  public:
    struct Terms {
        Path request;  ///< the kiosk's file; nothing is done while there is none
        std::size_t request_bytes_max;
        Path answer;  ///< ours
        std::function<PostOutcome(ByteView request)> post;
        /// Keeps out what cannot be the answer to this request, such as a portal's page.
        std::function<Result<void>(ByteView request, ByteView answer)> check;
        /// How long after an answer the same request is carried again. Without it, only once the
        /// kiosk has taken the answer away and left the request.
        std::optional<std::int64_t> again_ms;
        std::string complaint;  ///< what is logged of a failure: once a change, not once an attempt
        BackoffLimits backoff;
    };
    /// Clock and random outlive the errand, as what `post` and `check` refer to.
    Errand(Terms terms, const Clock& clock, Random& random);

    /// Makes at most one attempt; a request that changed is carried at once. Returns in how many
    /// milliseconds there is something to do; nothing while it waits for the kiosk.
    std::optional<std::int64_t> step();

  private:
    bool waits_for_kiosk() const;
    Result<void> attempt();
    void say(std::string_view why);

    Terms m_terms;
    const Clock& m_clock;
    Random& m_random;
    Backoff m_backoff;
    Bytes m_request;  ///< as it lay there last
    std::int64_t m_due_ms = 0;
    std::optional<std::int64_t> m_asked_s;  ///< Retry-After of the last answer
    std::string m_said;
};

}  // namespace otk::sync
