#include "sync/key_follower.h"

#include <algorithm>

#include "core/base/log.h"

namespace otk::sync {
namespace {

constexpr std::int64_t day_ms = std::int64_t{24} * 60 * 60 * 1000;

}  // namespace

KeyFollower::KeyFollower(
    Surroundings surroundings, const Clock& clock, Random& random, Registry& registry)
    : m_surroundings(std::move(surroundings)),
      m_clock(clock),
      m_random(random),
      m_registry(registry),
      m_backoff(m_surroundings.backoff) {
    const auto spread = static_cast<std::uint64_t>(m_surroundings.spread_ms) + 1;
    m_due_ms = m_clock.monotonic_ms() + static_cast<std::int64_t>(m_random.below(spread));
}

std::int64_t KeyFollower::step() {
    if (m_clock.monotonic_ms() >= m_due_ms) {
        m_asked_s.reset();
        const auto done = attempt();
        if (!done && !m_failed) log::warning("keys.json is not to be had", {{"why", done.error()}});
        m_failed = !done;
        if (done) m_backoff.after_success();
        m_due_ms =
            m_clock.monotonic_ms() + (done ? day_ms : m_backoff.after_failure(m_random, m_asked_s));
    }
    return std::max<std::int64_t>(0, m_due_ms - m_clock.monotonic_ms());
}

Result<void> KeyFollower::attempt() {
    PostOutcome outcome = m_registry.get_keys();
    m_asked_s = outcome.retry_after_s;
    const Bytes body = OTK_TRY(body_of(std::move(outcome)));
    const std::string_view document = text_of(body);
    const wire::Trust& trust = m_surroundings.trust;
    if (document == trust.document) return {};
    OTK_TRY(wire::open_key_list(document, trust.root, trust.list.sequence + 1));
    return write_durably(m_surroundings.inbox / "keys.json", body);
}

}  // namespace otk::sync
