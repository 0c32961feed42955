#include "core/base/assert.h"
#include "core/database/database.h"
#include "core/store/set_aside.h"
#include "tools/sync_sim/kiosk.h"

/// What befalls a kiosk's batches that is no kiosk's doing: rot on the disk, and parts broken on
/// purpose.
namespace otk::sync_sim {
namespace {

void flip(Bytes& bytes, std::size_t at, unsigned bit) {
    bytes.at(at) ^= static_cast<std::uint8_t>(1U << bit);
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
    auto file = OTK_TRY(
        database::Database::open(m_disk / store::buffer_folder_name / store::buffer_file_name));
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
