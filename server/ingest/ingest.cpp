#include "server/ingest/ingest.h"

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/local_day.h"
#include "core/base/log.h"
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

}  // namespace

/// What a transaction did; the counters learn of it only after the commit.
struct Ingest::Taken {
    wire::Receipt receipt;
    Bytes receipt_bytes;
    bool repeated = false;
};

std::string Ingest::today() const {
    return to_text(day_of(m_clock.unix_seconds()));
}

Result<Bytes> Ingest::receive(ByteView body) {
    const auto identity = wire::peek_batch(body);
    if (!identity) {
        ++m_counters.refused;
        return tl::make_unexpected(identity.error());
    }
    const auto kiosk = OTK_TRY(m_storage.find_kiosk(identity->kiosk));
    if (!kiosk) {
        ++m_counters.refused;
        return fail(ErrorKind::NotFound, "a kiosk that is not enrolled here");
    }
    return receive_known(body, *kiosk);
}

Result<Bytes> Ingest::receive_known(ByteView body, const storage::Kiosk& kiosk) {
    const auto batch = wire::decode_batch(body, kiosk.key);
    if (!batch) {
        ++m_counters.refused;
        return tl::make_unexpected(batch.error());
    }
    const crypto::Hash256 hash = wire::batch_hash(body);
    std::vector<OpenedRow> rows = OTK_TRY(open_rows(*batch));
    const Taken taken = OTK_TRY(take(*batch, hash, rows, kiosk));
    if (taken.repeated) {
        ++m_counters.repeated;
    } else {
        ++m_counters.batches;
        m_counters.counted += taken.receipt.counted;
        m_counters.parked += taken.receipt.parked;
        m_counters.already_held += taken.receipt.already_held;
    }
    const Bytes held = OTK_TRY(holdings({batch->identity, hash}, kiosk));
    return wire::encode_reply(taken.receipt_bytes, held);
}

Result<std::vector<OpenedRow>> Ingest::open_rows(const wire::Batch& batch) {
    std::vector<OpenedBox> boxes;
    boxes.reserve(batch.boxes.size());
    for (const wire::KeyBox& box : batch.boxes)
        boxes.push_back(open_box(box, m_keys));
    std::vector<OpenedRow> rows;
    rows.reserve(batch.rows.size());
    for (const wire::SealedRow& row : batch.rows) {
        rows.push_back(OTK_TRY(open_row(row.sealed, row.id, boxes[row.box], m_forms)));
    }
    return rows;
}

Result<Ingest::Taken> Ingest::take(const wire::Batch& batch, const crypto::Hash256& hash,
    std::vector<OpenedRow>& rows, const storage::Kiosk& kiosk) {
    OTK_ASSERT(rows.size() == batch.rows.size());
    Taken taken;
    const auto work = [&]() -> Result<void> {
        auto stored = OTK_TRY(m_storage.find_receipt(kiosk, batch.identity, hash));
        if (stored) {
            taken.repeated = true;
            taken.receipt_bytes = std::move(*stored);
            return {};
        }
        wire::Receipt& receipt = taken.receipt;
        receipt.subject = {batch.identity, hash};
        const bool number_taken = OTK_TRY(m_storage.holds(kiosk, batch.identity));
        const std::string day = today();
        storage::RollUp roll_up;
        for (std::size_t index = 0; index < rows.size(); ++index) {
            const bool is_new = OTK_TRY(m_storage.claim_row(kiosk, batch.rows[index].id));
            if (!is_new) {
                ++receipt.already_held;
            } else if (rows[index].parked) {
                ++receipt.parked;
                OTK_TRY(
                    m_storage.park(parked_row(batch, batch.rows[index], *rows[index].parked, day)));
            } else {
                ++receipt.counted;
                OTK_TRY(store_row(rows[index], day, roll_up));
            }
        }
        OTK_TRY(m_storage.add_to_roll_ups(roll_up));
        if (number_taken) {
            receipt.order = wire::BufferOrder::BeginNew;
            OTK_TRY(m_storage.raise_alarm(kiosk, day, "clone_or_restore",
                format("batch {} of buffer {} came with other rows", batch.identity.number,
                    batch.identity.buffer.text())));
        }
        taken.receipt_bytes = wire::encode_receipt(receipt, m_keys.receipt_key());
        OTK_TRY(m_storage.insert_batch(kiosk, {receipt, day, taken.receipt_bytes}));
        return {};
    };
    OTK_TRY(in("ingest", m_storage.in_transaction(work)));
    if (taken.receipt.order == wire::BufferOrder::BeginNew) {
        log::warning("clone or restore suspected: the kiosk is told to begin a new buffer",
            {{"kiosk", log::Shown{kiosk.id.text()}}, {"batch", batch.identity.number}});
    }
    return taken;
}

Result<void> Ingest::store_row(
    const OpenedRow& row, const std::string& today, storage::RollUp& roll_up) {
    const bool own_day = !row.response.day.empty();
    const Booking booking{.day = own_day ? row.response.day : today};
    count(*row.form, row.response, booking, roll_up);
    for (const storage::StoredText& text : texts_of(*row.form, row.response, booking)) {
        OTK_TRY(m_storage.insert_text(text));
    }
    return m_storage.insert_response({.day = booking.day,
        .day_is_servers = !own_day,
        .flagged = booking.flagged,
        .content = form::encode_response(without_texts(*row.form, row.response))});
}

Result<Bytes> Ingest::holdings(const wire::StatementSubject& subject, const storage::Kiosk& kiosk) {
    wire::Holdings statement{.subject = subject, .incarnation = m_incarnation, .ranges = {}};
    const std::int64_t newest = OTK_TRY(m_storage.newest_batch());
    statement.sequence = static_cast<std::uint64_t>(newest);
    statement.ranges = OTK_TRY(m_storage.ranges(kiosk, subject.batch.buffer));
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
        storage::RollUp roll_up;
        const auto visit = [&](const storage::StoredResponse& stored) -> Result<void> {
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
