#include "server/ingest/ingest.h"

#include <algorithm>
#include <numeric>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/base/log.h"
#include "core/wire/void.h"
#include "server/ingest/count.h"

namespace otk::ingest {
namespace {

storage::ParkedRow parked_row(const wire::Batch& batch, const wire::SealedRow& row,
    const ParkReason& reason, const std::string& today) {
    return {.number = 0,
        .id = row.id,
        .box = batch.boxes[row.box],
        .sealed = row.sealed,
        .reason = reason.reason,
        .detail = reason.detail,
        .received_day = today};
}

/// Of the batch's rows. The ids held lie in this order: neighbours are looked for one after another,
/// and the places of their bytes do not tell in which order the rows lay in the batch.
std::vector<std::size_t> in_order_of_ids(const wire::Batch& batch) {
    std::vector<std::size_t> order(batch.rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t left, std::size_t right) {
        return batch.rows[left].id < batch.rows[right].id;
    });
    return order;
}

/// The sender's fault, not the storage's.
bool is_refusal(ErrorKind kind) {
    return kind == ErrorKind::InvalidInput || kind == ErrorKind::Unsupported ||
           kind == ErrorKind::NotFound || kind == ErrorKind::Permission;
}

}  // namespace

/// What a transaction did; the counters learn of it only after the commit.
struct Ingest::Taken {
    wire::StatementSubject subject;        ///< of the verdict
    std::optional<wire::Receipt> receipt;  ///< none: voided, or repeated
    Bytes verdict;                         ///< signed: a receipt, or voided
    Bytes holdings = {};                   ///< signed: of all that the transaction took
    bool repeated = false;
};

std::string Ingest::today() const {
    return to_text(day_of(m_clock.unix_seconds()));
}

Result<Bytes> Ingest::receive(ByteView body) {
    auto replies = receive_all({&body, 1});
    return std::move(replies.front());
}

std::vector<Result<Bytes>> Ingest::receive_all(std::span<const ByteView> bodies) {
    std::vector<Result<OpenedBody>> opened;
    opened.reserve(bodies.size());
    for (const ByteView body : bodies)
        opened.push_back(m_opener.open(body));
    return receive_opened(opened);
}

std::vector<Result<Bytes>> Ingest::receive_opened(std::span<const Result<OpenedBody>> opened) {
    std::vector<Result<Bytes>> replies;
    std::vector<const OpenedBody*> bodies;
    std::vector<std::size_t> places;  // of the bodies among the replies
    for (const Result<OpenedBody>& one : opened) {
        if (one && sender_of(*one).is_revoked) {
            ++m_counters.refused;
            replies.emplace_back(revocation_of(*one, m_keys));
        } else if (one) {
            places.push_back(replies.size());
            bodies.push_back(&*one);
            replies.emplace_back(Bytes());
        } else {
            if (is_refusal(one.error().kind)) ++m_counters.refused;
            replies.emplace_back(tl::make_unexpected(one.error()));
        }
    }
    const auto answer = [&](std::size_t first, std::size_t count) {
        const auto part = std::span<const OpenedBody* const>(bodies).subspan(first, count);
        const auto taken = take_all(part);
        for (std::size_t index = 0; index < count; ++index) {
            replies[places[first + index]] =
                taken ? reply_to(sender_of(*part[index]), (*taken)[index])
                      : tl::make_unexpected(taken.error());
        }
        return taken.has_value();
    };
    if (bodies.empty() || answer(0, bodies.size()) || bodies.size() == 1) return replies;
    for (std::size_t index = 0; index < bodies.size(); ++index)
        static_cast<void>(answer(index, 1));  // whose failure is its reply
    return replies;
}

Result<std::vector<Ingest::Taken>> Ingest::take_all(std::span<const OpenedBody* const> bodies) {
    std::vector<Taken> all;
    const auto work = [&]() -> Result<void> {
        storage::RollUp roll_up;
        for (const OpenedBody* body : bodies) {
            const auto take_one = [&](const auto& one) { return take(one, roll_up); };
            all.push_back(OTK_TRY(std::visit(take_one, *body)));
        }
        OTK_TRY(m_storage.add_to_roll_ups(roll_up));
        // Here, as each look would begin a transaction of its own after it. Sent if it is committed.
        for (std::size_t index = 0; index < all.size(); ++index) {
            all[index].holdings =
                OTK_TRY(holdings(all[index].subject, sender_of(*bodies[index])));
        }
        return {};
    };
    OTK_TRY(in("ingest", m_storage.in_transaction(work)));
    return all;
}

Result<Ingest::Taken> Ingest::take(const OpenedVoid& end, storage::RollUp& /*roll_up*/) {
    Taken taken{.subject = end.subject, .receipt = {}, .verdict = {}};
    crypto::Hash256 hash = end.subject.body_hash;
    if (hash == wire::unknown_body) {
        const auto held = OTK_TRY(m_storage.newest_body(end.kiosk, end.subject.batch));
        hash = held.value_or(hash);
    }
    auto stored = OTK_TRY(m_storage.find_receipt(end.kiosk, end.subject.batch, hash));
    if (stored) {
        taken.subject.body_hash = hash;
        taken.repeated = true;
        taken.verdict = std::move(*stored);
        return taken;
    }
    const std::string day = today();
    taken.verdict = wire::encode_voided(end.subject, m_keys.receipt_key());
    OTK_TRY(m_storage.insert_tombstone(
        end.kiosk, {.subject = end.subject, .received_day = day, .statement = taken.verdict}));
    const wire::BatchIdentity& identity = end.subject.batch;
    OTK_TRY(m_storage.raise_alarm(end.kiosk, day, "voided",
        format("batch {} of buffer {} cannot be sent, its rows come under other numbers",
            identity.number, identity.buffer.text())));
    return taken;
}

Result<Ingest::Taken> Ingest::take(const OpenedBatch& opened, storage::RollUp& roll_up) {
    const wire::Batch& batch = opened.batch;
    OTK_ASSERT(opened.rows.size() == batch.rows.size());
    Taken taken{.subject = {batch.identity, opened.hash}, .receipt = {}, .verdict = {}};
    auto stored = OTK_TRY(m_storage.find_receipt(opened.kiosk, batch.identity, opened.hash));
    if (stored) {  // or `voided`, should it come after its void
        taken.repeated = true;
        taken.verdict = std::move(*stored);
        return taken;
    }
    wire::Receipt& receipt = taken.receipt.emplace();
    receipt.subject = taken.subject;
    const bool number_taken = OTK_TRY(m_storage.holds(opened.kiosk, batch.identity));
    const std::string day = today();
    std::vector<bool> is_taken(batch.rows.size());
    for (const std::size_t index : in_order_of_ids(batch)) {
        is_taken[index] =
            OTK_TRY(claim(opened.kiosk, batch.rows[index].id, opened.rows[index]));
    }
    storage::RollUp of_batch;  // small: a row finds its cells among these, not among all kiosks'
    for (std::size_t index = 0; index < batch.rows.size(); ++index) {
        const wire::SealedRow& sealed = batch.rows[index];
        const OpenedRow& row = opened.rows[index];
        if (!is_taken[index]) {
            ++receipt.already_held;
        } else if (row.parked) {
            ++receipt.parked;
            OTK_TRY(m_storage.park(parked_row(batch, sealed, *row.parked, day)));
        } else {
            ++receipt.counted;
            OTK_TRY(store_row(row, day, of_batch));
        }
    }
    storage::add(roll_up, of_batch);
    if (number_taken) {
        receipt.order = wire::BufferOrder::BeginNew;
        OTK_TRY(m_storage.raise_alarm(opened.kiosk, day, "clone_or_restore",
            format("batch {} of buffer {} came with other rows", batch.identity.number,
                batch.identity.buffer.text())));
    }
    taken.verdict = wire::encode_receipt(receipt, m_keys.receipt_key());
    OTK_TRY(m_storage.insert_batch(opened.kiosk, {receipt, day, taken.verdict}));
    return taken;
}

/// False if the row is held already. A damaged copy claims its id too, so that its batch is taken
/// for good; a sound one that comes later (out of the kiosk's file, a clone, an image) takes its
/// place.
Result<bool> Ingest::claim(
    const storage::Kiosk& kiosk, const wire::RowId& id, const OpenedRow& row) {
    const bool is_new = OTK_TRY(m_storage.claim_row(kiosk, id));
    if (is_new || !row.is_sound) return is_new;
    return m_storage.unpark_unopened(id);
}

/// After the commit.
Result<Bytes> Ingest::reply_to(const storage::Kiosk& kiosk, const Taken& taken) {
    if (taken.repeated) {
        ++m_counters.repeated;
    } else if (!taken.receipt) {
        ++m_counters.voided;
        log::warning("a kiosk gives up a batch that it cannot send",
            {{"kiosk", log::Shown{kiosk.id.text()}}, {"batch", taken.subject.batch.number}});
    } else {
        ++m_counters.batches;
        m_counters.counted += taken.receipt->counted;
        m_counters.parked += taken.receipt->parked;
        m_counters.already_held += taken.receipt->already_held;
    }
    if (taken.receipt && taken.receipt->order == wire::BufferOrder::BeginNew) {
        log::warning("clone or restore suspected: the kiosk is told to begin a new buffer",
            {{"kiosk", log::Shown{kiosk.id.text()}}, {"batch", taken.subject.batch.number}});
    }
    return wire::encode_reply(taken.verdict, taken.holdings);
}

Result<void> Ingest::store_row(
    const OpenedRow& row, const std::string& today, storage::RollUp& roll_up) {
    const bool own_day = !row.response.day.empty();
    if (row.response.test) {
        return m_storage.note_test({.day = own_day ? row.response.day : today,
            .place = row.response.place,
            .form = row.response.form_id});
    }
    const Booking booking{
        .day = own_day ? row.response.day : today, .flagged = !row.response.flags.empty()};
    count(*row.form, row.response, booking, roll_up);
    const auto texts = texts_of(*row.form, row.response, booking);
    for (const storage::StoredText& text : texts) {
        OTK_TRY(m_storage.insert_text(text));
    }
    return m_storage.insert_response({.day = booking.day,
        .place = row.response.place,
        .day_is_servers = !own_day,
        .flagged = booking.flagged,
        .content = texts.empty()
                       ? form::encode_response(row.response)
                       : form::encode_response(without_texts(*row.form, row.response))});
}

Result<Bytes> Ingest::holdings(const wire::StatementSubject& subject, const storage::Kiosk& kiosk) {
    wire::Holdings statement{.subject = subject, .incarnation = m_incarnation, .ranges = {}};
    const std::int64_t newest = OTK_TRY(m_storage.newest_batch());
    statement.sequence = static_cast<std::uint64_t>(newest);
    statement.ranges = OTK_TRY(m_storage.ranges(kiosk, subject.batch.buffer));
    statement.backed_up = OTK_TRY(m_storage.backed_up(kiosk, subject.batch.buffer));
    return wire::encode_holdings(statement, m_keys.receipt_key());
}

Result<RetryOutcome> Ingest::retry_parked() {
    constexpr int rows_at_once = 500;
    RetryOutcome outcome;
    std::int64_t after = 0;
    while (true) {
        const auto rows = OTK_TRY(m_storage.parked(after, rows_at_once));
        if (rows.empty()) return outcome;
        after = rows.back().number;
        std::int64_t counted = 0;
        const auto work = [&]() -> Result<void> {
            storage::RollUp roll_up;
            for (const storage::ParkedRow& row : rows) {
                const OpenedBox box = open_box(row.box, m_keys);
                const OpenedRow opened = OTK_TRY(open_row(row.sealed, row.id, box, m_forms));
                if (opened.parked) continue;
                OTK_TRY(store_row(opened, row.received_day, roll_up));
                OTK_TRY(m_storage.unpark(row.number));
                ++counted;
            }
            return m_storage.add_to_roll_ups(roll_up);
        };
        OTK_TRY(in("retry parked rows", m_storage.in_transaction(work)));
        outcome.counted += counted;
        outcome.still_parked += static_cast<std::int64_t>(rows.size()) - counted;
    }
}

Result<std::int64_t> rebuild_roll_ups(storage::Storage& storage) {
    Forms forms(storage);
    std::int64_t responses = 0;
    const auto work = [&]() -> Result<void> {
        const storage::Horizon horizon = OTK_TRY(storage.horizon());
        storage::RollUp roll_up = OTK_TRY(storage.roll_up_of_days());
        std::erase_if(
            roll_up, [&](const auto& entry) { return entry.first.day >= horizon.responses; });
        const auto visit = [&](const storage::StoredResponse& stored) -> Result<void> {
            if (stored.day < horizon.responses) return {};
            const auto response = form::decode_response(stored.content);
            if (!response) return fail(ErrorKind::Corrupt, "a kept response cannot be read");
            const auto form = OTK_TRY(forms.find(response->form_id, response->form_version));
            if (!form) return fail(ErrorKind::Corrupt, "the form of a kept response is gone");
            count(*form, *response, {.day = stored.day, .flagged = stored.flagged}, roll_up);
            ++responses;
            return {};
        };
        OTK_TRY(storage.for_each_response(visit));
        OTK_TRY(storage.clear_roll_ups());
        return storage.add_to_roll_ups(roll_up);
    };
    OTK_TRY(in("rebuild", storage.in_transaction(work)));
    return responses;
}

}  // namespace otk::ingest
