#include "tools/sync_sim/mishaps.h"

#include "core/base/assert.h"
#include "core/wire/batch.h"
#include "core/wire/loose_rows.h"
#include "core/wire/receipt.h"
#include "core/wire/void.h"

namespace otk::sync_sim {
namespace {

sync::PostOutcome fails(sync::Contact contact) {
    sync::PostOutcome outcome;
    outcome.contact = contact;
    return outcome;
}

sync::PostOutcome says(int status, Bytes body = {}) {
    sync::PostOutcome outcome;
    outcome.contact = sync::Contact::Answered;
    outcome.status = status;
    outcome.body = std::move(body);
    return outcome;
}

}  // namespace

sync::PostOutcome SimNetwork::answered_by_server(ByteView body) {
    Result<Bytes> reply = m_server.receive(body);
    return reply ? says(200, std::move(*reply)) : says(503);
}

/// A receipt (or `voided`) in the right form, by somebody who is not the server and has seen what
/// that says of its store.
sync::PostOutcome SimNetwork::answered_by_stranger(ByteView body) const {
    const auto holdings = [&](const wire::StatementSubject& subject) {
        return wire::encode_holdings({.subject = subject,
                                         .incarnation = m_server.incarnation(),
                                         .sequence = 1,
                                         .backed_up = subject.batch.number,
                                         .ranges = {{1, subject.batch.number}}},
            m_stranger);
    };
    const auto voided = wire::peek_void(body);
    if (voided) {
        return says(
            200, wire::encode_reply(wire::encode_voided(*voided, m_stranger), holdings(*voided)));
    }
    const auto identity = wire::peek_batch(body);
    if (!identity) return says(400);
    const wire::StatementSubject subject{*identity, wire::batch_hash(body)};
    const Bytes receipt = wire::encode_receipt(
        {.subject = subject,
            .counted = static_cast<std::uint16_t>(wire::loose_rows(body).size()),
            .parked = 0,
            .already_held = 0,
            .order = wire::BufferOrder::Keep},
        m_stranger);
    return says(200, wire::encode_reply(receipt, holdings(subject)));
}

sync::PostOutcome SimNetwork::goes_wrong(ByteView body) {
    const std::string_view page = "<html>portal</html>";
    const ByteView page_bytes = bytes_of(page);
    switch (m_random.below(11)) {
        case 0:
            return fails(sync::Contact::Unreachable);
        case 1:
            return fails(sync::Contact::NotTrusted);
        case 2:  // taken, and the answer was lost
            answered_by_server(body);
            return fails(sync::Contact::TimedOut);
        case 3: {  // taken, and the answer was cut
            sync::PostOutcome outcome = answered_by_server(body);
            outcome.body.resize(outcome.body.size() / 2);
            return outcome;
        }
        case 4: {
            sync::PostOutcome outcome = says(503);
            outcome.retry_after_s = static_cast<std::int64_t>(m_random.below(100));
            return outcome;
        }
        case 5:
            return says(200, Bytes(page_bytes.begin(), page_bytes.end()));
        case 6:
            return answered_by_stranger(body);
        case 7: {  // taken, and a bit of the answer flipped
            sync::PostOutcome outcome = answered_by_server(body);
            if (!outcome.body.empty()) outcome.body[m_random.below(outcome.body.size())] ^= 0x10U;
            return outcome;
        }
        case 8:
            return says(413);
        case 9: {  // a bit of the batch flipped on the way
            Bytes altered(body.begin(), body.end());
            altered[m_random.below(altered.size())] ^= 0x04U;
            return answered_by_server(altered);
        }
        default:  // it comes twice
            answered_by_server(body);
            return answered_by_server(body);
    }
}

sync::PostOutcome SimNetwork::post_batch(ByteView body) {
    m_nonces.sees(body);
    if (body.size() > m_bytes_max && m_weather != Weather::Down) return says(413);
    switch (m_weather) {
        case Weather::Good:
            return answered_by_server(body);
        case Weather::Flaky:
            return m_random.below(3) == 0 ? answered_by_server(body) : goes_wrong(body);
        case Weather::Down:
            return fails(sync::Contact::Unreachable);
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::sync_sim
