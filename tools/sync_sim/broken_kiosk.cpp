#include <algorithm>
#include <array>
#include <string>

#include "core/base/assert.h"
#include "core/database/database.h"
#include "core/store/set_aside.h"
#include "core/store/stored_row.h"
#include "core/wire/loose_rows.h"
#include "tools/sync_sim/kiosk.h"

/// What befalls a kiosk's batches that is no kiosk's doing: rot on the disk, and parts broken on
/// purpose.
namespace otk::sync_sim {
namespace {

void flip(Bytes& bytes, std::size_t at, unsigned bit) {
    bytes.at(at) ^= static_cast<std::uint8_t>(1U << bit);
}

Path buffer_file(const Path& disk) {
    return disk / store::buffer_folder_name / store::buffer_file_name;
}

/// What is not there yet: none.
Result<std::vector<store::StoredRow>> waiting_rows(database::Database& file) {
    std::vector<store::StoredRow> rows;
    auto read = OTK_TRY(file.prepare(std::string("SELECT ")
                                         .append(store::row_columns)
                                         .append(" FROM response WHERE state != 2 ORDER BY id")));
    OTK_TRY(read.bind({}));
    for (;;) {
        const bool more = OTK_TRY(read.step());
        if (!more) return rows;
        rows.push_back(OTK_TRY(store::read_row(read)));
    }
}

/// Some of a batch's rows under another number; all of them must be of its one box.
store::NewBatch part_of(const wire::Batch& batch, std::size_t first, std::size_t last,
    const wire::BatchIdentity& identity, const crypto::SigningKey& key) {
    const auto begin = batch.rows.begin();
    const wire::Batch part{.identity = identity,
        .boxes = batch.boxes,
        .rows = {
            begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(last)}};
    return {.number = identity.number,
        .row_count = static_cast<std::int64_t>(last - first),
        .body = wire::encode_batch(part, key)};
}

}  // namespace

Result<bool> SimKiosk::batch_rots() {
    auto file = OTK_TRY(database::Database::open(buffer_file(m_disk)));
    auto read = OTK_TRY(file.prepare("SELECT buffer, number, body FROM batch WHERE state = 0"));
    const bool found = OTK_TRY(read.first());
    if (!found) return false;
    const auto buffer = OTK_TRY(wire::BufferId::from_bytes(read.blob(0)));
    const auto number = static_cast<std::uint32_t>(read.integer(1));
    Bytes body(read.blob(2).begin(), read.blob(2).end());
    read.reset();
    Random& random = m_surroundings.random;
    const bool in_header = random.below(2) == 0;
    const std::size_t at = in_header ? random.below(wire::batch_header_bytes)
                                     : body.size() - 1 - random.below(wire::signature_bytes);
    const auto bit = static_cast<unsigned>(random.below(8));
    flip(body, at, bit);
    auto write =
        OTK_TRY(file.prepare("UPDATE batch SET body = ?3 WHERE buffer = ?1 AND number = ?2"));
    OTK_TRY(write.run({ByteView(buffer.bytes), std::int64_t{number}, ByteView(body)}));
    const Path outside = m_disk / "outbox" / (wire::batch_stem(buffer, number) + ".batch");
    Result<Bytes> copy = read_file(outside, wire::batch_bytes_max);
    if (!copy) return true;
    flip(*copy, at, bit);
    OTK_TRY(write_durably(outside, *copy));
    return true;
}

Result<std::optional<SimKiosk::HitRow>> SimKiosk::row_rots() {
    std::vector<store::StoredRow> rows;
    std::int64_t aside_before = 0;
    {
        auto file = OTK_TRY(database::Database::open(buffer_file(m_disk)));
        rows = OTK_TRY(waiting_rows(file));
        if (rows.empty()) return std::optional<HitRow>();
        auto count = OTK_TRY(file.prepare("SELECT count(*) FROM damaged"));
        const bool found = OTK_TRY(count.first());
        OTK_ASSERT(found);
        aside_before = count.integer(0);
        count.reset();
        const store::StoredRow& hit = rows[m_surroundings.random.below(rows.size())];
        std::swap(rows.front(), rows[static_cast<std::size_t>(&hit - rows.data())]);
        OTK_TRY(hit_row(file, rows.front()));
    }
    OTK_TRY(start());
    // The others go on: as many as there were, but for this one.
    const std::size_t waiting = m_buffer->count(store::RowState::Open) +
                                m_buffer->count(store::RowState::Closed);
    const std::int64_t aside = OTK_TRY(m_buffer->damaged_count());
    const bool is_seen = aside == aside_before + 1 && waiting + 1 == rows.size();
    return std::optional<HitRow>(HitRow{rows.front().id, is_seen});
}

/// One bit, anywhere in the three columns that no reader could mend.
Result<void> SimKiosk::hit_row(database::Database& file, const store::StoredRow& row) {
    Random& random = m_surroundings.random;
    const crypto::Hash128 right_hash = store::hash_of(row);
    Bytes id(row.id.bytes.begin(), row.id.bytes.end());
    Bytes sealed = row.sealed;
    Bytes hash(right_hash.begin(), right_hash.end());
    const std::array columns{&id, &sealed, &hash};
    Bytes& hit = *columns.at(random.below(columns.size()));
    flip(hit, random.below(hit.size()), static_cast<unsigned>(random.below(8)));
    if (m_surroundings.mutation == Mutation::FlipUnseen) {
        store::StoredRow taken_as_it_is = row;
        taken_as_it_is.id = OTK_TRY(wire::RowId::from_bytes(id));
        taken_as_it_is.sealed = sealed;
        const crypto::Hash128 fitting = store::hash_of(taken_as_it_is);
        hash.assign(fitting.begin(), fitting.end());
    }
    auto write = OTK_TRY(
        file.prepare("UPDATE response SET id = ?2, sealed = ?3, hash = ?4 WHERE id = ?1"));
    return write.run({ByteView(row.id.bytes), ByteView(id), ByteView(sealed), ByteView(hash)});
}

Result<bool> SimKiosk::has(const wire::RowId& row) const {
    auto opened =
        database::Database::open(buffer_file(m_disk), {.access = database::Access::Write});
    if (!opened && opened.error().kind == ErrorKind::NotFound) return false;
    auto file = OTK_TRY(std::move(opened));
    file.keep_wal_at_close();  // only looked at
    auto waiting = OTK_TRY(file.prepare("SELECT 1 FROM response WHERE id = ?1 AND state != 2"));
    const bool waits = OTK_TRY(waiting.first({ByteView(row.bytes)}));
    if (waits) return true;
    auto batches = OTK_TRY(file.prepare("SELECT body FROM batch"));
    OTK_TRY(batches.bind({}));
    for (;;) {
        const bool more = OTK_TRY(batches.step());
        if (!more) return false;
        const auto rows = wire::loose_rows(batches.blob(0));
        const bool is_in = std::any_of(rows.begin(), rows.end(),
            [&](const wire::LooseRow& loose) { return loose.id == row; });
        if (is_in) return true;
    }
}

Result<void> SimKiosk::break_batches() {
    switch (m_surroundings.mutation) {
        case Mutation::DeleteBeforeReceipt:
            return forget_batches(store::BatchState::Frozen, 50);
        case Mutation::DeleteBeforeBackup:
            return forget_batches(store::BatchState::Delivered, 1);
        case Mutation::ForgetVoided:
            return forget_voided();
        case Mutation::BatchSplit:
            return split_batches();
        case Mutation::None:
        case Mutation::BelieveAnybody:
        case Mutation::ReceiptWithoutCommit:
        case Mutation::ForgetRows:
        case Mutation::FalseBackup:
        case Mutation::ForgetParked:
        case Mutation::ThankWithoutCommit:
        case Mutation::NewRowEachSave:
        case Mutation::TakenBackStays:
        case Mutation::NonceReused:
        case Mutation::FlipUnseen:
        case Mutation::LogNotSynced:
            return {};
    }
    OTK_UNREACHABLE();
}

Result<void> SimKiosk::forget(const wire::BatchName& name) {
    OTK_TRY(m_buffer->remove_batch(name));
    m_outbox_rings = true;
    return remove_durably(
        m_disk / "outbox" / (wire::batch_stem(name.buffer, name.number) + ".batch"));
}

Result<void> SimKiosk::forget_batches(store::BatchState state, std::uint64_t one_in) {
    const auto batches = OTK_TRY(m_buffer->batches());
    for (const store::BatchRecord& batch : batches) {
        if (batch.state != state || m_surroundings.random.below(one_in) != 0) continue;
        OTK_TRY(forget(batch.name));
    }
    return {};
}

Result<void> SimKiosk::forget_voided() {
    const auto voids = OTK_TRY(m_buffer->voids());
    for (const store::VoidRecord& end : voids) {
        if (end.state == store::VoidState::Asked) OTK_TRY(forget(end.name));
    }
    return {};
}

Result<void> SimKiosk::split_batches() {
    const auto batches = OTK_TRY(m_buffer->batches());
    for (const store::BatchRecord& record : batches) {
        if (record.state != store::BatchState::Frozen || m_surroundings.random.below(20) != 0)
            continue;
        const Bytes body = OTK_TRY(m_buffer->unchecked_body(record.name));
        const auto batch = wire::decode_batch(body, m_identity.key->public_key());
        if (batch && batch->boxes.size() == 1 && batch->rows.size() >= 2)
            return split(record, *batch);
    }
    return {};
}

/// The rows come under new numbers, and the server was not asked about the old one.
Result<void> SimKiosk::split(const store::BatchRecord& record, const wire::Batch& batch) {
    wire::BatchIdentity identity{
        .kiosk = m_identity.id, .buffer = m_buffer->id(), .number = m_buffer->next_number()};
    const std::size_t middle = batch.rows.size() / 2;
    std::vector<store::NewBatch> halves{part_of(batch, 0, middle, identity, *m_identity.key)};
    ++identity.number;
    halves.push_back(part_of(batch, middle, batch.rows.size(), identity, *m_identity.key));
    OTK_TRY(m_buffer->renumber({.name = record.name,
                                   .state = store::VoidState::Voided,
                                   .day = {},
                                   .body_hash = record.body_hash},
        halves, 0, {}));
    OTK_TRY(m_buffer->remove_void(record.name));  // which would ask the server after all
    OTK_TRY(forget(record.name));
    return m_outbox->start();
}

}  // namespace otk::sync_sim
