#include <map>

#include "core/store/buffer.h"
#include "core/store/stored_name.h"

/// Taking in what can be read of a file that was set aside.
namespace otk::store {
namespace {

using Boxes = std::map<std::int64_t, Bytes>;

/// The first sound copy of each period's box.
Result<Boxes> boxes_of(database::Database& other) {
    Boxes boxes;
    for (const char* sql :
        {"SELECT period, box FROM key_box", "SELECT period, box FROM key_box_copy"}) {
        database::Statement read = OTK_TRY(other.prepare(sql));
        bool more = OTK_TRY(read.first());
        while (more) {
            const ByteView box = read.blob(1);
            if (wire::decode_key_box(box)) {
                boxes.try_emplace(read.integer(0), box.begin(), box.end());
            }
            more = OTK_TRY(read.step());
        }
    }
    return boxes;
}

/// Sound rows, read from both ends: a page that cannot be read ends a reading, not the salvage.
Result<std::map<wire::RowId, StoredRow>> rows_of(database::Database& other) {
    std::map<wire::RowId, StoredRow> rows;
    for (const char* order : {" FROM response", " FROM response ORDER BY id DESC"}) {
        database::Statement read =
            OTK_TRY(other.prepare(std::string("SELECT ").append(row_columns).append(order)));
        Result<bool> more = read.first();
        while (more && *more) {
            Result<StoredRow> row = read_row(read);
            if (row && row->state != RowState::Drop) rows.try_emplace(row->id, std::move(*row));
            more = read.step();
        }
    }
    return rows;
}

}  // namespace

Result<void> Buffer::take_rows(database::Database& other, Drafts drafts) {
    const Boxes boxes = OTK_TRY(boxes_of(other));
    const std::int64_t first_period = OTK_TRY(next_period());
    database::Statement insert_box =
        OTK_TRY(m_database.prepare("INSERT OR IGNORE INTO key_box VALUES(?1, ?2)"));
    database::Statement insert_copy =
        OTK_TRY(m_database.prepare("INSERT OR IGNORE INTO key_box_copy VALUES(?1, ?2)"));
    std::map<wire::RowId, StoredRow> rows = OTK_TRY(rows_of(other));
    std::erase_if(rows, [&](const auto& entry) {
        return m_rows.contains(entry.first) || !boxes.contains(entry.second.period);
    });
    for (auto& [id, row] : rows) {
        const Bytes& box = boxes.at(row.period);
        row.period += first_period;
        if (drafts == Drafts::Close) row.state = RowState::Closed;
        OTK_TRY(insert_box.run({row.period, ByteView(box)}));
        OTK_TRY(insert_copy.run({row.period, ByteView(box)}));
        OTK_TRY(write_row(row));
        m_rows.set(id, row.state, row.bucket);
    }
    return {};
}

/// Delivered ones are sent again: what this file knows of the server does not say whether it still
/// is the one that had them.
Result<void> Buffer::take_batches(database::Database& other) {
    constexpr auto frozen = static_cast<std::int64_t>(BatchState::Frozen);
    database::Statement read =
        OTK_TRY(other.prepare("SELECT buffer, number, row_count, day, body_hash, body FROM batch"));
    database::Statement insert = OTK_TRY(m_database.prepare(
        "INSERT OR IGNORE INTO batch(buffer, number, state, row_count, day, body_hash, body) "
        "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)"));
    bool more = OTK_TRY(read.first());
    while (more) {
        // A damaged body too: what is left of it comes out of the way of a void (core/outbox).
        const bool is_named = stored_name(read.blob(0), read.integer(1)) &&
                              read.blob(4).size() == sizeof(crypto::Hash256);
        if (is_named) {
            OTK_TRY(insert.run({read.blob(0), read.integer(1), frozen, read.integer(2),
                read.text(3), read.blob(4), read.blob(5)}));
        }
        const Result<bool> next = read.step();
        more = next && *next;
    }
    return {};
}

Result<void> Buffer::take_voids(database::Database& other) {
    constexpr std::int64_t first_version_with_voids = 2;
    const std::int64_t version = OTK_TRY(other.schema_version());
    if (version < first_version_with_voids) return {};
    database::Statement read =
        OTK_TRY(other.prepare("SELECT buffer, number, state, day, body_hash FROM void"));
    database::Statement insert = OTK_TRY(
        m_database.prepare("INSERT OR IGNORE INTO void(buffer, number, state, day, body_hash) "
                           "VALUES(?1, ?2, ?3, ?4, ?5)"));
    bool more = OTK_TRY(read.first());
    while (more) {
        const std::int64_t state = read.integer(2);
        const bool is_whole = stored_name(read.blob(0), read.integer(1)) && state >= 0 &&
                              state <= static_cast<std::int64_t>(VoidState::Voided) &&
                              read.blob(4).size() == sizeof(crypto::Hash256);
        if (is_whole) {
            OTK_TRY(insert.run({read.blob(0), read.integer(1), state, read.text(3), read.blob(4)}));
        }
        const Result<bool> next = read.step();
        more = next && *next;
    }
    return {};
}

Result<void> Buffer::salvage(const Path& path, std::string_view name, Drafts drafts) {
    database::Statement known =
        OTK_TRY(m_database.prepare("SELECT 1 FROM salvaged WHERE name = ?1"));
    const bool done = OTK_TRY(known.first({name}));
    known.reset();
    if (done) return {};
    database::Database other =
        OTK_TRY(in("salvage", database::Database::open(path, {.access = database::Access::Write})));
    const RowNotes rows_before = m_rows;
    const auto take = [&]() -> Result<void> {
        database::Transaction transaction = OTK_TRY(database::Transaction::begin(m_database));
        OTK_TRY(take_rows(other, drafts));
        OTK_TRY(take_batches(other));
        OTK_TRY(take_voids(other));
        database::Statement note = OTK_TRY(m_database.prepare("INSERT INTO salvaged VALUES(?1)"));
        OTK_TRY(note.run({name}));
        return transaction.commit();
    };
    Result<void> taken = in("salvage", take());
    if (!taken) m_rows = rows_before;
    return taken;
}

}  // namespace otk::store
