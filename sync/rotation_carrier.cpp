#include "sync/rotation_carrier.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/base/log.h"
#include "core/wire/key_rotation.h"

namespace otk::sync {
namespace {

constexpr std::int64_t day_ms = std::int64_t{24} * 60 * 60 * 1000;

}  // namespace

RotationCarrier::RotationCarrier(
    Surroundings surroundings, const Clock& clock, Random& random, Registry& registry)
    : m_surroundings(std::move(surroundings)),
      m_clock(clock),
      m_random(random),
      m_registry(registry),
      m_backoff(m_surroundings.backoff) {}

std::optional<std::int64_t> RotationCarrier::step() {
    const auto request =
        read_file(m_surroundings.outbox / "identity.rotation", wire::key_rotation_bytes);
    if (!request) {
        if (request.error().kind != ErrorKind::NotFound) say(request.error().context);
        return std::nullopt;
    }
    if (*request != m_request) {
        m_request = *request;
        m_backoff.after_success();
        m_due_ms = m_clock.monotonic_ms();
    }
    if (m_clock.monotonic_ms() >= m_due_ms) {
        m_asked_ms.reset();
        const auto done = attempt(*request);
        if (done) {
            m_backoff.after_success();
            m_said.clear();
        } else {
            say(done.error().context);
        }
        m_due_ms = m_clock.monotonic_ms() +
                   (done ? day_ms : m_backoff.after_failure(m_random, m_asked_ms));
    }
    return std::max<std::int64_t>(0, m_due_ms - m_clock.monotonic_ms());
}

Result<void> RotationCarrier::attempt(ByteView request) {
    const PostOutcome outcome = m_registry.post_key_rotation(request);
    if (outcome.contact != Contact::Answered) {
        return fail(
            ErrorKind::Unavailable, format("{}: {}", name_of(outcome.contact), outcome.detail));
    }
    if (outcome.retry_after_s) {
        m_asked_ms =
            std::min(*outcome.retry_after_s, m_surroundings.backoff.largest_ms / 1000) * 1000;
    }
    if (outcome.status != 200)
        return fail(ErrorKind::Unavailable, format("answered with {}", outcome.status));
    OTK_TRY(wire::check_key_rotation_answer(
        outcome.body, wire::key_rotation_hash(request), m_surroundings.receipt_keys));
    return write_durably(m_surroundings.inbox / "identity.rotated", outcome.body);
}

void RotationCarrier::say(std::string_view why) {
    if (why == m_said) return;
    m_said = why;
    log::warning("the server does not know the kiosk's new key yet, it will be tried again",
        {{"why", log::Shown{why}}});
}

}  // namespace otk::sync
