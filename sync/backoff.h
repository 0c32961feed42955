#pragma once

#include <cstdint>
#include <optional>

#include "core/base/random.h"

namespace otk::sync {

struct BackoffLimits {
    std::int64_t first_ms = 5'000;      ///< upper bound of the first wait; ≥ 1
    std::int64_t largest_ms = 900'000;  ///< upper bound of every wait; ≥ first_ms
};

/// How long to wait after a failure: full jitter, uniform in [0, bound], the bound doubling with
/// each failure up to the largest; it never gives up. The one place that decides about retries.
/// (Full jitter: of a thousand kiosks that lost one server, no two groups come back together.)
class Backoff {
  public:
    explicit Backoff(const BackoffLimits& limits);

    /// Milliseconds to wait after one more failure. What the server asked for (Retry-After, in
    /// seconds), cut to the largest bound, is waited in full, and the jitter comes on top of it.
    std::int64_t after_failure(Random& random, std::optional<std::int64_t> asked_s = std::nullopt);

    void after_success() { m_failures = 0; }

    /// Failures since the last success.
    std::int64_t failures() const { return m_failures; }

  private:
    std::int64_t bound_ms() const;

    BackoffLimits m_limits;
    std::int64_t m_failures = 0;
};

}  // namespace otk::sync
