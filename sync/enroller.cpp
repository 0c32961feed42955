#include "sync/enroller.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/base/log.h"
#include "core/wire/enrolment_message.h"
#include "core/wire/limits.h"

namespace otk::sync {

Enroller::Enroller(
    Surroundings surroundings, const Clock& clock, Random& random, Registry& registry)
    : m_surroundings(std::move(surroundings)),
      m_clock(clock),
      m_random(random),
      m_registry(registry),
      m_backoff(m_surroundings.backoff) {}

std::optional<std::int64_t> Enroller::step() {
    const auto request =
        read_file(m_surroundings.outbox / "enrolment.request", wire::enrolment_request_bytes);
    if (!request) {
        if (request.error().kind != ErrorKind::NotFound) say(request.error().context);
        return std::nullopt;
    }
    std::error_code problem;
    if (std::filesystem::exists(m_surroundings.inbox / "enrolment.answer", problem))
        return std::nullopt;  // the kiosk takes it, or takes it away
    if (m_clock.monotonic_ms() >= m_due_ms) {
        m_asked_ms.reset();
        const auto done = attempt(*request);
        if (done) {
            m_backoff.after_success();
            return std::nullopt;
        }
        say(done.error().context);
        m_due_ms = m_clock.monotonic_ms() + m_backoff.after_failure(m_random, m_asked_ms);
    }
    return std::max<std::int64_t>(0, m_due_ms - m_clock.monotonic_ms());
}

Result<void> Enroller::attempt(ByteView request) {
    const PostOutcome outcome = m_registry.post_enrolment(request);
    if (outcome.contact != Contact::Answered) {
        return fail(ErrorKind::Unavailable,
            format("{}: {}", name_of(outcome.contact), outcome.detail));
    }
    if (outcome.retry_after_s) {
        m_asked_ms =
            std::min(*outcome.retry_after_s, m_surroundings.backoff.largest_ms / 1000) * 1000;
    }
    if (outcome.status != 200)
        return fail(ErrorKind::Unavailable, format("answered with {}", outcome.status));
    OTK_TRY(wire::open_enrolment_answer(
        outcome.body, m_surroundings.root, wire::enrolment_request_hash(request)));
    return write_durably(m_surroundings.inbox / "enrolment.answer", outcome.body);
}

void Enroller::say(std::string_view why) {
    if (why == m_said) return;
    m_said = why;
    log::warning("not enrolled yet, it will be tried again", {{"why", log::Shown{why}}});
}

}  // namespace otk::sync
