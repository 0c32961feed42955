#include "sync/courier.h"

#include <algorithm>
#include <utility>

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/wire/batch.h"
#include "core/wire/receipt.h"
#include "core/wire/void.h"

namespace otk::sync {
namespace {

Trouble trouble_of(Contact contact) {
    switch (contact) {
        case Contact::Answered:
            return Trouble::None;
        case Contact::NotTrusted:
            return Trouble::NotTrusted;
        case Contact::TooLarge:
            return Trouble::NotSigned;
        case Contact::Unreachable:
        case Contact::TimedOut:
        case Contact::Broken:
        case Contact::Stopped:
            return Trouble::Unreachable;
    }
    OTK_UNREACHABLE();
}

/// Of an answer that is no 200. An answer that no server of ours gives (a redirect, a 404) comes
/// from somebody on the way.
Trouble trouble_of_status(int status) {
    if (status >= 500 || status == 429 || status == 408) return Trouble::Busy;
    if (status == 400 || status == 413 || status == 422) return Trouble::Refused;
    return Trouble::NotSigned;
}

/// What a file of the outbox is about: a batch, or the void in its place. Cheap.
Result<wire::BatchIdentity> identity_of(ByteView body) {
    if (!wire::is_void(body)) return wire::peek_batch(body);
    const wire::StatementSubject subject = OTK_TRY(wire::peek_void(body));
    return subject.batch;
}

/// With its hash, which is a walk over all of it.
Result<wire::StatementSubject> subject_of(ByteView body) {
    if (wire::is_void(body)) return wire::peek_void(body);
    const wire::BatchIdentity identity = OTK_TRY(wire::peek_batch(body));
    return wire::StatementSubject{identity, wire::batch_hash(body)};
}

}  // namespace

std::string_view name_of(Trouble trouble) {
    switch (trouble) {
        case Trouble::None:
            return "none";
        case Trouble::Unreachable:
            return "unreachable";
        case Trouble::NotTrusted:
            return "not_trusted";
        case Trouble::Busy:
            return "busy";
        case Trouble::Refused:
            return "refused";
        case Trouble::Revoked:
            return "revoked";
        case Trouble::NotSigned:
            return "not_signed";
        case Trouble::Damaged:
            return "damaged";
        case Trouble::Disk:
            return "disk";
    }
    OTK_UNREACHABLE();
}

Courier::Courier(CourierOptions options, const Clock& clock, Random& random, Mailbox& mailbox,
    Transport& transport)
    : m_options(std::move(options)),
      m_clock(clock),
      m_random(random),
      m_mailbox(mailbox),
      m_transport(transport),
      m_way(m_options.backoff) {
    OTK_ASSERT(m_options.interval_ms >= 0);
}

std::optional<std::int64_t> Courier::step() {
    const auto stems = m_mailbox.waiting();
    if (!stems) {
        say(Trouble::Disk, stems.error().context);
        if (m_clock.monotonic_ms() >= m_way_open_ms) whole_way_fails(Trouble::Disk);
        return std::max<std::int64_t>(0, m_way_open_ms - m_clock.monotonic_ms());
    }
    follow_outbox(*stems);

    auto next = next_due();
    if (next == m_queue.end()) return std::nullopt;
    if (std::max(next->second.due_ms, m_way_open_ms) <= m_clock.monotonic_ms()) {
        m_status.trouble = attempt(next);
        next = next_due();
    }
    m_status.waiting = m_queue.size();
    if (next == m_queue.end()) return std::nullopt;
    const std::int64_t at_ms = std::max(next->second.due_ms, m_way_open_ms);
    return std::max<std::int64_t>(0, at_ms - m_clock.monotonic_ms());
}

void Courier::follow_outbox(const std::set<std::string>& stems) {
    std::erase_if(m_queue, [&](const auto& entry) { return !stems.contains(entry.first); });
    for (const std::string& stem : stems) {
        if (m_queue.contains(stem)) continue;
        // The moment of an upload must not tell the moment of an answer.
        const auto spread = static_cast<std::uint64_t>(m_options.interval_ms) + 1;
        const auto wait_ms = static_cast<std::int64_t>(m_random.below(spread));
        m_queue.emplace(
            stem, Waiting{m_clock.monotonic_ms() + wait_ms, Backoff(m_options.backoff)});
    }
    m_status.waiting = m_queue.size();
}

Courier::Queue::iterator Courier::next_due() {
    return std::min_element(m_queue.begin(), m_queue.end(),
        [](const auto& one, const auto& other) { return one.second.due_ms < other.second.due_ms; });
}

Trouble Courier::attempt(Queue::iterator batch) {
    const auto body = m_mailbox.read_batch(batch->first);
    if (!body && body.error().kind == ErrorKind::NotFound) {
        m_queue.erase(batch);  // the kiosk took it back in this moment
        return m_status.trouble;
    }
    if (!body) {
        const bool damaged = body.error().kind == ErrorKind::InvalidInput;
        say(damaged ? Trouble::Damaged : Trouble::Disk, body.error().context);
        return batch_fails(batch, damaged ? Trouble::Damaged : Trouble::Disk);
    }
    const auto identity = identity_of(*body);
    const bool named_rightly =
        identity && wire::batch_stem(identity->buffer, identity->number) == batch->first;
    if (!named_rightly) {
        say(Trouble::Damaged, batch->first);
        return batch_fails(batch, Trouble::Damaged);
    }
    return send(batch, *body);
}

Trouble Courier::send(Queue::iterator batch, ByteView body) {
    const PostOutcome outcome = m_transport.post_batch(body);
    switch (outcome.contact) {
        case Contact::Answered:
            return take_answer(batch, body, outcome);
        case Contact::Stopped:
            return m_status.trouble;
        case Contact::Unreachable:
        case Contact::NotTrusted:
        case Contact::TimedOut:
        case Contact::Broken:
        case Contact::TooLarge:
            say(trouble_of(outcome.contact), outcome.detail);
            return way_fails(batch, trouble_of(outcome.contact));
    }
    OTK_UNREACHABLE();
}

Trouble Courier::take_answer(Queue::iterator batch, ByteView body, const PostOutcome& answer) {
    if (answer.status == 403 && check_revocation(body, answer.body))
        return take_revocation(batch, answer);
    if (answer.status != 200) {
        const Trouble trouble = trouble_of_status(answer.status);
        say(trouble, std::to_string(answer.status));
        if (answer.status == 413) note_too_large(batch->first);
        if (trouble == Trouble::Refused) return batch_fails(batch, trouble, answer.retry_after_s);
        return way_fails(batch, trouble, answer.retry_after_s);
    }
    const auto checked = check_receipt(body, answer.body);
    if (!checked) {
        say(Trouble::NotSigned, checked.error().context);
        return way_fails(batch, Trouble::NotSigned);
    }
    const auto stored = m_mailbox.store_receipt(batch->first, answer.body);
    if (!stored) {
        // The server keeps the receipt and gives the same bytes again when we send again.
        say(Trouble::Disk, stored.error().context);
        return way_fails(batch, Trouble::Disk);
    }
    m_queue.erase(batch);
    m_way.after_success();
    if (m_status.trouble != Trouble::None) {
        log::info("batches are delivered again", {{"waiting", m_queue.size()}});
    }
    m_status.failures = 0;
    ++m_status.delivered;
    m_status.delivered_on = day_of(m_clock.unix_seconds());
    return Trouble::None;
}

/// In the receipt's place, as the only thing besides that the server can say of a batch. The kiosk
/// takes it away, and the batch is tried again: a revocation may be undone.
Trouble Courier::take_revocation(Queue::iterator batch, const PostOutcome& answer) {
    say(Trouble::Revoked, "signed");
    const auto stored = m_mailbox.store_receipt(batch->first, answer.body);
    if (!stored) say(Trouble::Disk, stored.error().context);
    return way_fails(batch, Trouble::Revoked);
}

Result<void> Courier::check_revocation(ByteView body, ByteView statement) const {
    const auto subject = OTK_TRY(wire::decode_revocation(statement, m_options.receipt_keys));
    const wire::StatementSubject ours = OTK_TRY(subject_of(body));
    if (subject != ours) return fail(ErrorKind::Conflict, "a revocation for another batch");
    return {};
}

Result<void> Courier::check_receipt(ByteView body, ByteView reply) const {
    const wire::Reply decoded = OTK_TRY(wire::decode_reply(reply, m_options.receipt_keys));
    const wire::StatementSubject ours = OTK_TRY(subject_of(body));
    // A void that knows no body is answered with the receipt of whatever is held.
    const bool any_body = wire::is_void(body) && ours.body_hash == wire::unknown_body;
    if (decoded.subject != ours && !(any_body && decoded.subject.batch == ours.batch)) {
        return fail(ErrorKind::Conflict, "a receipt for another batch");
    }
    return {};
}

/// Whether and when it is voided is the kiosk's to decide.
void Courier::note_too_large(std::string_view stem) {
    const auto noted = m_mailbox.note_too_large(stem);
    if (!noted) say(Trouble::Disk, noted.error().context);
}

Trouble Courier::way_fails(
    Queue::iterator batch, Trouble trouble, std::optional<std::int64_t> asked_s) {
    whole_way_fails(trouble, asked_s);
    // Behind the others: should this batch be the cause, it must not keep them.
    batch->second.due_ms = m_way_open_ms;
    return trouble;
}

void Courier::whole_way_fails(Trouble trouble, std::optional<std::int64_t> asked_s) {
    m_way_open_ms = m_clock.monotonic_ms() + m_way.after_failure(m_random, asked_s);
    ++m_status.failures;
    m_status.trouble = trouble;
}

Trouble Courier::batch_fails(
    Queue::iterator batch, Trouble trouble, std::optional<std::int64_t> asked_s) {
    const std::int64_t now_ms = m_clock.monotonic_ms();
    // Who answers with 413 asks for time for this body (RFC 9110, 15.5.14), not for all of them.
    batch->second.due_ms = now_ms + batch->second.backoff.after_failure(m_random, asked_s);
    // A moment for everything: a thousand refused batches must not become a thousand requests.
    const auto moment = static_cast<std::uint64_t>(m_options.backoff.first_ms) + 1;
    m_way_open_ms = now_ms + static_cast<std::int64_t>(m_random.below(moment));
    ++m_status.failures;
    return trouble;
}

void Courier::say(Trouble trouble, std::string_view detail) {
    // Once a change, not once an attempt: weeks without network must not fill the journal.
    if (trouble == m_status.trouble) return;
    log::warning("a batch was not delivered, it will be tried again",
        {{"why", log::Shown{name_of(trouble)}}, {"detail", log::Shown{detail}}});
}

}  // namespace otk::sync
