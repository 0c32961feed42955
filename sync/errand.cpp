#include "sync/errand.h"

#include <algorithm>
#include <utility>

#include "core/base/log.h"

namespace otk::sync {

Errand::Errand(Terms terms, const Clock& clock, Random& random)
    : m_terms(std::move(terms)), m_clock(clock), m_random(random), m_backoff(m_terms.backoff) {}

std::optional<std::int64_t> Errand::step() {
    Result<Bytes> request = read_file(m_terms.request, m_terms.request_bytes_max);
    if (!request) {
        if (request.error().kind != ErrorKind::NotFound) say(request.error().context);
        return std::nullopt;
    }
    if (*request != m_request) {
        m_request = std::move(*request);
        m_backoff.after_success();
        m_due_ms = m_clock.monotonic_ms();
    }
    if (waits_for_kiosk()) return std::nullopt;
    if (m_clock.monotonic_ms() >= m_due_ms) {
        const Result<void> done = attempt();
        if (done) {
            m_backoff.after_success();
            m_said.clear();
            if (!m_terms.again_ms) return std::nullopt;
            m_due_ms = m_clock.monotonic_ms() + *m_terms.again_ms;
        } else {
            say(done.error().context);
            m_due_ms = m_clock.monotonic_ms() + m_backoff.after_failure(m_random, m_asked_s);
        }
    }
    return std::max<std::int64_t>(0, m_due_ms - m_clock.monotonic_ms());
}

bool Errand::waits_for_kiosk() const {
    std::error_code problem;
    return !m_terms.again_ms && std::filesystem::exists(m_terms.answer, problem);
}

Result<void> Errand::attempt() {
    PostOutcome outcome = m_terms.post(m_request);
    m_asked_s = outcome.retry_after_s;
    const Bytes answer = OTK_TRY(body_of(std::move(outcome)));
    OTK_TRY(m_terms.check(m_request, answer));
    return write_durably(m_terms.answer, answer);
}

void Errand::say(std::string_view why) {
    if (why == m_said) return;
    m_said = why;
    log::warning(m_terms.complaint, {{"why", log::Shown{why}}});
}

}  // namespace otk::sync
