#pragma once

#include <cstdint>
#include <optional>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/wire/bundle_report.h"
#include "sync/backoff.h"
#include "sync/bundle_source.h"

namespace otk::sync {

/// Takes the kiosk's signed word on its bundles, keys and disk to the server, and what the server
/// then offers, piece by piece, into the kiosk's `incoming/`, whole or not at all. What was fetched
/// before the way broke is kept while the program runs. It believes nothing: the kiosk verifies the
/// file. A state machine: time, chance and network are given.
class BundleFollower {
  public:
    struct Surroundings {
        Path report;                   ///< outbox/bundle.report, of the kiosk
        Path incoming;                 ///< without that folder nothing is fetched
        std::int64_t interval_ms = 0;  ///< between two reports, half of it by chance
        BackoffLimits backoff;
    };
    /// All references outlive the follower.
    BundleFollower(
        Surroundings surroundings, const Clock& clock, Random& random, BundleSource& source);

    /// Makes at most one request. Returns in how many milliseconds the next one is due; a report
    /// that changed is sent at the next call.
    std::int64_t step();

  private:
    struct Fetch {
        wire::BundleOffer offer;
        Bytes bytes;

        bool is_whole() const { return bytes.size() == offer.bytes; }
    };

    bool report_changed();
    Result<void> attempt();
    Result<void> send_report();
    Result<void> fetch_piece();
    Result<void> lay_down();
    Result<Bytes> take(PostOutcome outcome);
    std::int64_t rest_ms();

    Surroundings m_surroundings;
    const Clock& m_clock;
    Random& m_random;
    BundleSource& m_source;
    Backoff m_backoff;
    Bytes m_report;  ///< as sent last
    std::optional<Fetch> m_fetch;
    std::optional<std::int64_t> m_asked_s;  ///< Retry-After of the last answer
    std::int64_t m_due_ms = 0;
    bool m_failed = false;  ///< was logged
};

}  // namespace otk::sync
