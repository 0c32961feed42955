// What came: batches, receipts, tombstones, rows claimed and numbers held.

#include <algorithm>
#include <utility>

#include "server/storage/sqlite_tables.h"

namespace otk::storage {
namespace {

std::int64_t prefix_of(const wire::RowId& row) {
    std::uint64_t prefix = 0;
    for (std::size_t index = 0; index < sizeof prefix; ++index) {
        prefix = prefix << 8U | row.bytes[index];
    }
    return static_cast<std::int64_t>(prefix);
}

}  // namespace

Result<std::optional<Bytes>> SqliteStorage::find_receipt(
    const Kiosk& kiosk, const wire::BatchIdentity& identity, const crypto::Hash256& hash) {
    Statement* const find =
        OTK_TRY(use("SELECT receipt FROM batch WHERE kiosk = ?1 AND buffer = ?2 AND batch_number = "
                    "?3 AND body_hash = ?4"));
    const bool found = OTK_TRY(find->first({kiosk.number, ByteView(identity.buffer.bytes),
        std::int64_t{identity.number}, ByteView(hash)}));
    if (!found) return std::optional<Bytes>();
    const ByteView receipt = find->blob(0);
    Bytes bytes(receipt.begin(), receipt.end());
    find->reset();
    return std::optional<Bytes>(std::move(bytes));
}

Result<std::optional<crypto::Hash256>> SqliteStorage::newest_body(
    const Kiosk& kiosk, const wire::BatchIdentity& identity) {
    Statement* const find = OTK_TRY(
        use("SELECT body_hash FROM batch WHERE kiosk = ?1 AND buffer = ?2 AND batch_number = ?3 "
            "AND voided = 0 ORDER BY number DESC LIMIT 1"));
    const bool found = OTK_TRY(find->first(
        {kiosk.number, ByteView(identity.buffer.bytes), std::int64_t{identity.number}}));
    if (!found) return std::optional<crypto::Hash256>();
    const ByteView stored = find->blob(0);
    crypto::Hash256 hash{};
    const bool is_whole = stored.size() == hash.size();
    if (is_whole) std::copy(stored.begin(), stored.end(), hash.begin());
    find->reset();
    if (!is_whole) return fail(ErrorKind::Corrupt, "batch: a stored hash of the wrong length");
    return std::optional(hash);
}

Result<bool> SqliteStorage::holds(const Kiosk& kiosk, const wire::BatchIdentity& identity) {
    Statement* const find =
        OTK_TRY(use("SELECT 1 FROM batch WHERE kiosk = ?1 AND buffer = ?2 AND batch_number = ?3"));
    const bool found = OTK_TRY(find->first(
        {kiosk.number, ByteView(identity.buffer.bytes), std::int64_t{identity.number}}));
    find->reset();
    return found;
}

Result<std::int64_t> SqliteStorage::insert_batch(const Kiosk& kiosk, const StoredBatch& batch) {
    const wire::Receipt& receipt = batch.receipt;
    const wire::BatchIdentity& identity = receipt.subject.batch;
    Statement* const insert = OTK_TRY(use(
        "INSERT INTO batch (kiosk, buffer, batch_number, body_hash, received_day, counted, parked, "
        "already_held, new_buffer_ordered, receipt) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "?10)"));
    OTK_TRY(insert->run({kiosk.number, ByteView(identity.buffer.bytes),
        std::int64_t{identity.number}, ByteView(receipt.subject.body_hash),
        std::string_view(batch.received_day), std::int64_t{receipt.counted},
        std::int64_t{receipt.parked}, std::int64_t{receipt.already_held},
        std::int64_t{receipt.order == wire::BufferOrder::BeginNew ? 1 : 0},
        ByteView(batch.receipt_bytes)}));
    const std::int64_t number = m_database.last_row_id();
    OTK_TRY(note_number(kiosk, identity));
    return number;
}

Result<void> SqliteStorage::insert_tombstone(const Kiosk& kiosk, const StoredTombstone& tombstone) {
    const wire::BatchIdentity& identity = tombstone.subject.batch;
    Statement* const insert = OTK_TRY(use(
        "INSERT INTO batch (kiosk, buffer, batch_number, body_hash, received_day, counted, parked, "
        "already_held, new_buffer_ordered, receipt, voided) "
        "VALUES (?1, ?2, ?3, ?4, ?5, 0, 0, 0, 0, ?6, 1)"));
    OTK_TRY(insert->run({kiosk.number, ByteView(identity.buffer.bytes),
        std::int64_t{identity.number}, ByteView(tombstone.subject.body_hash),
        std::string_view(tombstone.received_day), ByteView(tombstone.statement)}));
    return note_number(kiosk, identity);
}

Result<void> SqliteStorage::note_number(const Kiosk& kiosk, const wire::BatchIdentity& identity) {
    OTK_TRY(hold_number(kiosk, identity.buffer, identity.number));
    // A second body under a number that is in a backup (a clone's, an old image's) is in none.
    Statement* const shorten =
        OTK_TRY(use("UPDATE backed_up SET number = ?3 - 1 WHERE kiosk = ?1 AND buffer = ?2 AND "
                    "number >= ?3"));
    return shorten->run(
        {kiosk.number, ByteView(identity.buffer.bytes), std::int64_t{identity.number}});
}

Result<void> SqliteStorage::hold_number(
    const Kiosk& kiosk, const wire::BufferId& buffer, std::uint32_t number) {
    const std::int64_t held = number;
    Statement* const around = OTK_TRY(
        use("SELECT first, last FROM holding WHERE kiosk = ?1 AND buffer = ?2 AND first <= ?3 + 1 "
            "ORDER BY first DESC LIMIT 2"));
    OTK_TRY(around->bind({kiosk.number, ByteView(buffer.bytes), held}));
    std::int64_t first = held;
    std::int64_t last = held;
    std::optional<std::int64_t> swallowed;  // the range after, joined to the one before
    while (true) {
        const bool more = OTK_TRY(around->step());
        if (!more) break;
        const std::int64_t range_first = around->integer(0);
        const std::int64_t range_last = around->integer(1);
        if (range_first <= held && range_last >= held) {
            around->reset();
            return {};
        }
        if (range_first == held + 1) {
            last = range_last;
            swallowed = range_first;
        } else if (range_last == held - 1) {
            first = range_first;
        }
    }
    around->reset();
    if (swallowed) {
        Statement* const erase =
            OTK_TRY(use("DELETE FROM holding WHERE kiosk = ?1 AND buffer = ?2 AND first = ?3"));
        OTK_TRY(erase->run({kiosk.number, ByteView(buffer.bytes), *swallowed}));
    }
    Statement* const put =
        OTK_TRY(use("INSERT INTO holding (kiosk, buffer, first, last) VALUES (?1, ?2, ?3, ?4) "
                    "ON CONFLICT (kiosk, buffer, first) DO UPDATE SET last = excluded.last"));
    return put->run({kiosk.number, ByteView(buffer.bytes), first, last});
}

Result<bool> SqliteStorage::claim_row(const Kiosk& kiosk, const wire::RowId& row) {
    Statement* const insert = OTK_TRY(
        use("INSERT INTO batch_row (kiosk, row_prefix) VALUES (?1, ?2) ON CONFLICT DO NOTHING"));
    OTK_TRY(insert->run({kiosk.number, prefix_of(row)}));
    return m_database.changes() == 1;
}

Result<std::vector<wire::NumberRange>> SqliteStorage::ranges(
    const Kiosk& kiosk, const wire::BufferId& buffer) {
    // The newest ones, should there be more than a statement may hold.
    Statement* const find =
        OTK_TRY(use("SELECT first, last FROM holding WHERE kiosk = ?1 AND buffer = ?2 "
                    "ORDER BY first DESC LIMIT ?3"));
    OTK_TRY(find->bind({kiosk.number, ByteView(buffer.bytes),
        static_cast<std::int64_t>(wire::holdings_ranges_max)}));
    std::vector<wire::NumberRange> found;
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        found.push_back({static_cast<std::uint32_t>(find->integer(0)),
            static_cast<std::uint32_t>(find->integer(1))});
    }
    find->reset();
    std::reverse(found.begin(), found.end());
    return found;
}

Result<std::uint32_t> SqliteStorage::backed_up(const Kiosk& kiosk, const wire::BufferId& buffer) {
    Statement* const find =
        OTK_TRY(use("SELECT number FROM backed_up WHERE kiosk = ?1 AND buffer = ?2"));
    const bool found = OTK_TRY(find->first({kiosk.number, ByteView(buffer.bytes)}));
    const std::int64_t number = found ? find->integer(0) : 0;
    find->reset();
    return static_cast<std::uint32_t>(number);
}

Result<std::int64_t> SqliteStorage::newest_batch() {
    return one_number("SELECT MAX(number) FROM batch");
}

}  // namespace otk::storage
