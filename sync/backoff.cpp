#include "sync/backoff.h"

#include <algorithm>

#include "core/base/assert.h"

namespace otk::sync {

Backoff::Backoff(const BackoffLimits& limits) : m_limits(limits) {
    OTK_ASSERT(limits.first_ms >= 1);
    OTK_ASSERT(limits.largest_ms >= limits.first_ms);
}

std::int64_t Backoff::bound_ms() const {
    std::int64_t bound = m_limits.first_ms;
    for (std::int64_t doubled = 1; doubled < m_failures && bound < m_limits.largest_ms; ++doubled) {
        bound *=
            2;  // no overflow: below the largest before, and that is a setting of at most a day
    }
    return std::min(bound, m_limits.largest_ms);
}

std::int64_t Backoff::after_failure(Random& random, std::optional<std::int64_t> asked_s) {
    ++m_failures;
    const auto jitter = random.below(static_cast<std::uint64_t>(bound_ms()) + 1);
    // Cut before it is multiplied: a server may ask for anything.
    const std::int64_t asked =
        std::clamp<std::int64_t>(asked_s.value_or(0), 0, m_limits.largest_ms / 1000);
    return asked * 1000 + static_cast<std::int64_t>(jitter);
}

}  // namespace otk::sync
