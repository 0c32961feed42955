#include <algorithm>
#include <limits>

#include "core/base/assert.h"
#include "core/base/local_day.h"
#include "core/store/buffer.h"
#include "core/store/row_removal.h"
#include "core/store/stored_name.h"

/// The frozen half of the buffer: batches and what the server told about them.
namespace otk::store {

/// Within a transaction; the number after the last one.
Result<std::uint32_t> Buffer::insert_batches(std::span<const NewBatch> batches) {
    // A wrong day would let the batch be forgotten too soon.
    const bool is_known = m_surroundings.clock->is_trusted();
    const std::string day =
        is_known ? to_text(day_of(m_surroundings.clock->unix_seconds())) : std::string();
    database::Statement insert = OTK_TRY(m_database.prepare(
        "INSERT INTO batch(buffer, number, state, row_count, day, body_hash, body) "
        "VALUES(?1, ?2, 0, ?3, ?4, ?5, ?6)"));
    std::uint32_t number = m_next_number;
    for (const NewBatch& batch : batches) {
        OTK_ASSERT(batch.number == number);
        OTK_ASSERT(number < std::numeric_limits<std::uint32_t>::max());
        ++number;
        const crypto::Hash256 hash = wire::batch_hash(batch.body);
        OTK_TRY(insert.run({ByteView(m_id.bytes), std::int64_t{batch.number}, batch.row_count,
            std::string_view(day), ByteView(hash), ByteView(batch.body)}));
    }
    database::Statement next = OTK_TRY(m_database.prepare("UPDATE buffer SET next_number = ?1"));
    OTK_TRY(next.run({std::int64_t{number}}));
    return number;
}

Result<void> Buffer::freeze(std::span<const NewBatch> batches, std::span<const wire::RowId> rows) {
    database::Transaction transaction = OTK_TRY(database::Transaction::begin(m_database));
    const std::uint32_t number = OTK_TRY(insert_batches(batches));
    RowRemoval remove = OTK_TRY(RowRemoval::prepare(m_database));
    for (const wire::RowId& id : rows)
        OTK_TRY(remove.run(id.bytes));
    OTK_TRY(m_database.execute("DELETE FROM response WHERE state = 2"));
    OTK_TRY(remove_unused_boxes());
    OTK_TRY(transaction.commit());
    m_next_number = number;
    for (const wire::RowId& id : rows) {
        m_rows.erase(id);
    }
    m_rows.erase_dropped();
    // A row's box must be there as long as the row is: the period goes with its box.
    end_period();
    return {};
}

Result<void> Buffer::remove_unused_boxes() {
    OTK_TRY(m_database.execute(
        "DELETE FROM key_box WHERE period NOT IN (SELECT period FROM response)"));
    return m_database.execute(
        "DELETE FROM key_box_copy WHERE period NOT IN (SELECT period FROM response)");
}

Result<std::vector<BatchRecord>> Buffer::batches() {
    database::Statement read = OTK_TRY(
        m_database.prepare("SELECT buffer, number, state, row_count, day, body_hash FROM batch "
                           "ORDER BY buffer, number"));
    std::vector<BatchRecord> records;
    bool more = OTK_TRY(read.first());
    while (more) {
        BatchRecord record;
        record.name = OTK_TRY(stored_name(read.blob(0), read.integer(1)));
        record.state = read.integer(2) == 1 ? BatchState::Delivered : BatchState::Frozen;
        record.row_count = read.integer(3);
        record.day = read.text(4);
        const ByteView hash = read.blob(5);
        if (hash.size() != record.body_hash.size()) {
            return fail(ErrorKind::Corrupt, "batch: a hash of the wrong length");
        }
        std::copy(hash.begin(), hash.end(), record.body_hash.begin());
        records.push_back(std::move(record));
        more = OTK_TRY(read.step());
    }
    return records;
}

Result<Bytes> Buffer::batch_body(const wire::BatchName& name) {
    database::Statement read = OTK_TRY(
        m_database.prepare("SELECT body, body_hash FROM batch WHERE buffer = ?1 AND number = ?2"));
    const bool found =
        OTK_TRY(read.first({ByteView(name.buffer.bytes), std::int64_t{name.number}}));
    if (!found) return fail(ErrorKind::NotFound, "no such batch");
    Bytes body(read.blob(0).begin(), read.blob(0).end());
    const crypto::Hash256 hash = wire::batch_hash(body);
    if (text_of(hash) != text_of(read.blob(1))) {
        return fail(ErrorKind::Corrupt, "batch: wrong hash");
    }
    return body;
}

Result<Bytes> Buffer::unchecked_body(const wire::BatchName& name) {
    database::Statement read =
        OTK_TRY(m_database.prepare("SELECT body FROM batch WHERE buffer = ?1 AND number = ?2"));
    const bool found =
        OTK_TRY(read.first({ByteView(name.buffer.bytes), std::int64_t{name.number}}));
    if (!found) return fail(ErrorKind::NotFound, "no such batch");
    return Bytes(read.blob(0).begin(), read.blob(0).end());
}

Result<void> Buffer::mend_batch(const wire::BatchName& name, ByteView body) {
    const crypto::Hash256 hash = wire::batch_hash(body);
    database::Statement update = OTK_TRY(m_database.prepare(
        "UPDATE batch SET body = ?3, body_hash = ?4 WHERE buffer = ?1 AND number = ?2"));
    return update.run(
        {ByteView(name.buffer.bytes), std::int64_t{name.number}, body, ByteView(hash)});
}

Result<void> Buffer::set_row_count(const wire::BatchName& name, std::int64_t rows) {
    database::Statement update = OTK_TRY(
        m_database.prepare("UPDATE batch SET row_count = ?3 WHERE buffer = ?1 AND number = ?2"));
    return update.run({ByteView(name.buffer.bytes), std::int64_t{name.number}, rows});
}

Result<void> Buffer::set_batch_state(const wire::BatchName& name, BatchState state) {
    database::Statement update = OTK_TRY(
        m_database.prepare("UPDATE batch SET state = ?3 WHERE buffer = ?1 AND number = ?2"));
    return update.run(
        {ByteView(name.buffer.bytes), std::int64_t{name.number}, static_cast<std::int64_t>(state)});
}

Result<void> Buffer::remove_batch(const wire::BatchName& name) {
    database::Statement remove =
        OTK_TRY(m_database.prepare("DELETE FROM batch WHERE buffer = ?1 AND number = ?2"));
    return remove.run({ByteView(name.buffer.bytes), std::int64_t{name.number}});
}

Result<void> Buffer::begin_new_id() {
    const wire::BufferId id = wire::BufferId::random(*m_surroundings.random);
    database::Statement update =
        OTK_TRY(m_database.prepare("UPDATE buffer SET id = ?1, next_number = 1"));
    OTK_TRY(update.run({ByteView(id.bytes)}));
    m_id = id;
    m_next_number = 1;
    return {};
}

Result<void> Buffer::remember(const Told& told) {
    database::Statement update =
        OTK_TRY(m_database.prepare("UPDATE buffer SET incarnation = ?1, sequence = ?2"));
    OTK_TRY(update.run({ByteView(told.incarnation.bytes),
        static_cast<std::int64_t>(told.sequence & std::uint64_t{0x7FFFFFFFFFFFFFFF})}));
    m_told = told;
    return {};
}

}  // namespace otk::store
