#include "core/store/buffer.h"

#include "core/base/assert.h"
#include "core/store/row_removal.h"
#include "core/store/schema.h"

namespace otk::store {
namespace {

constexpr std::string_view upsert_sql =
    "INSERT INTO response(id, state, period, form, form_version, bucket, sealed, hash) "
    "VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
    "ON CONFLICT(id) DO UPDATE SET state = ?2, period = ?3, form = ?4, form_version = ?5, "
    "bucket = ?6, sealed = ?7, hash = ?8";

/// Rows of visits come and go on a few pages, and a batch that is laid out is hardly read again: a
/// larger cache fills with what nobody asks for while a kiosk waits for its courier
/// (`scripts/bench backlog`).
constexpr int cache_kib = 512;

bool is_known(RowState state) {
    switch (state) {
        case RowState::Open:
        case RowState::Closed:
        case RowState::Drop:
            return true;
    }
    return false;  // what lay in the file
}

}  // namespace

Buffer::Buffer(database::Database database, database::Statement upsert,
    const Surroundings& surroundings)
    : m_database(std::move(database)),
      m_upsert(std::move(upsert)),
      m_surroundings(surroundings) {
    OTK_ASSERT(surroundings.clock != nullptr && surroundings.random != nullptr);
}

Result<Buffer> Buffer::open(
    const Path& path, const Surroundings& surroundings, Drafts drafts) {
    database::Database database =
        OTK_TRY(in("buffer", database::Database::open(path, {.cache_kib = cache_kib})));
    database.keep_wal_at_close();
    OTK_TRY(in("buffer", database.check()));
    OTK_TRY(in("buffer", database.migrate(migrations())));
    database::Statement upsert = OTK_TRY(in("buffer", database.prepare(upsert_sql)));
    Buffer buffer(std::move(database), std::move(upsert), surroundings);
    OTK_TRY(in("buffer", buffer.load(drafts)));
    return buffer;
}

Result<void> Buffer::load(Drafts drafts) {
    database::Statement read = OTK_TRY(
        m_database.prepare("SELECT id, next_number, incarnation, sequence FROM buffer"));
    const bool found = OTK_TRY(read.first());
    if (!found) {
        m_id = wire::BufferId::random(*m_surroundings.random);
        database::Statement insert =
            OTK_TRY(m_database.prepare("INSERT INTO buffer VALUES(1, ?1, 1, ?2, 0)"));
        OTK_TRY(insert.run({ByteView(m_id.bytes), ByteView()}));
    } else {
        m_id = OTK_TRY(wire::BufferId::from_bytes(read.blob(0)));
        m_next_number = static_cast<std::uint32_t>(read.integer(1));
        const auto incarnation = wire::Incarnation::from_bytes(read.blob(2));
        if (incarnation) {
            m_told = Told{*incarnation, static_cast<std::uint64_t>(read.integer(3))};
        }
    }
    read.reset();
    if (m_next_number == 0) return fail(ErrorKind::Corrupt, "number 0");
    return load_rows(drafts);
}

/// Gives the sound rows away and returns the ids, as they lie there, of the damaged ones.
Result<std::vector<Bytes>> Buffer::read_all_rows(const std::function<void(StoredRow)>& take) {
    std::vector<Bytes> damaged;
    database::Statement read = OTK_TRY(m_database.prepare(
        std::string("SELECT ").append(row_columns).append(" FROM response")));
    bool more = OTK_TRY(read.first());
    std::string before;
    while (more) {
        // In a tree that is out of order SQLite's DELETE by key takes away the neighbour: such a
        // file is only read any more, by salvage.
        const std::string id(text_of(read.blob(0)));
        if (id <= before) return fail(ErrorKind::Corrupt, "a row out of its place");
        before = id;
        Result<StoredRow> row = read_row(read);
        if (!row || !is_known(row->state)) {
            damaged.emplace_back(read.blob(0).begin(), read.blob(0).end());
        } else {
            take(std::move(*row));
        }
        more = OTK_TRY(read.step());
    }
    return damaged;
}

Result<void> Buffer::load_rows(Drafts drafts) {
    std::vector<StoredRow> unfinished;
    const std::vector<Bytes> damaged = OTK_TRY(read_all_rows([&](StoredRow row) {
        m_rows.set(row.id, row.state, row.bucket);
        if (row.state == RowState::Open) unfinished.push_back(std::move(row));
    }));
    for (const Bytes& id : damaged) {
        OTK_TRY(set_row_aside(id));
    }
    if (drafts == Drafts::Close) OTK_TRY(close_drafts(std::move(unfinished)));
    return remove_dropped();
}

Result<void> Buffer::close_drafts(std::vector<StoredRow> drafts) {
    if (drafts.empty()) return {};
    database::Transaction transaction = OTK_TRY(database::Transaction::begin(m_database));
    for (StoredRow& draft : drafts) {
        draft.state = RowState::Closed;
        OTK_TRY(write_row(draft));
    }
    OTK_TRY(transaction.commit());
    for (const StoredRow& draft : drafts) {
        m_rows.set(draft.id, RowState::Closed, draft.bucket);
    }
    return {};
}

Result<void> Buffer::remove_dropped() {
    OTK_TRY(m_database.execute("DELETE FROM response WHERE state = 2"));
    m_rows.erase_dropped();
    return {};
}

Result<void> Buffer::write_row(const StoredRow& row) {
    const crypto::Hash128 hash = hash_of(row);
    return m_upsert.run({ByteView(row.id.bytes), static_cast<std::int64_t>(row.state), row.period,
        std::string_view(row.form), std::string_view(row.form_version),
        std::string_view(row.bucket), ByteView(row.sealed), ByteView(hash)});
}

Result<void> Buffer::put(const NewRow& row) {
    const std::int64_t now_ms = m_surroundings.clock->monotonic_ms();
    if (m_period && now_ms - m_period->begun_ms >= period_ms_max) end_period();
    if (!m_period) OTK_TRY(begin_period());
    StoredRow stored{.id = row.id,
        .state = row.state,
        .period = m_period->number,
        .form = row.form,
        .form_version = row.form_version,
        .bucket = row.bucket,
        .sealed = {}};
    if (row.state != RowState::Drop) {
        stored.sealed = OTK_TRY(
            wire::seal_row(row.content, row.id, m_period->key, *m_surroundings.random));
    }
    if (m_period->stored) {
        OTK_TRY(in("save", write_row(stored)));
    } else {
        database::Transaction transaction =
            OTK_TRY(in("save", database::Transaction::begin(m_database)));
        OTK_TRY(in("save", store_box()));
        OTK_TRY(in("save", write_row(stored)));
        OTK_TRY(in("save", transaction.commit()));
        m_period->stored = true;
    }
    m_rows.set(row.id, row.state, row.bucket);
    return {};
}

Result<std::int64_t> Buffer::next_period() {
    database::Statement read = OTK_TRY(m_database.prepare(
        "SELECT max(coalesce((SELECT max(period) FROM key_box), 0), "
        "coalesce((SELECT max(period) FROM key_box_copy), 0), "
        "coalesce((SELECT max(period) FROM response), 0)) + 1"));
    const bool found = OTK_TRY(read.first());
    OTK_ASSERT(found);
    return read.integer(0);
}

Result<void> Buffer::begin_period() {
    const std::int64_t number = OTK_TRY(next_period());
    crypto::Secret key = wire::make_period_key(*m_surroundings.random);
    const wire::KeyBox box = OTK_TRY(wire::seal_key(
        key, m_surroundings.server_key.id, m_surroundings.server_key.key));
    m_period.emplace(Period{.number = number,
        .key = std::move(key),
        .box = box,
        .begun_ms = m_surroundings.clock->monotonic_ms(),
        .stored = false});
    return {};
}

void Buffer::end_period() { m_period.reset(); }

Result<void> Buffer::store_box() {
    const Bytes box = wire::encode_key_box(m_period->box);
    for (const char* sql : {"INSERT INTO key_box VALUES(?1, ?2)",
             "INSERT INTO key_box_copy VALUES(?1, ?2)"}) {
        database::Statement insert = OTK_TRY(m_database.prepare(sql));
        OTK_TRY(insert.run({m_period->number, ByteView(box)}));
    }
    for (const char* sql : {"SELECT box FROM key_box WHERE period = ?1",
             "SELECT box FROM key_box_copy WHERE period = ?1"}) {
        database::Statement read = OTK_TRY(m_database.prepare(sql));
        const bool found = OTK_TRY(read.first({m_period->number}));
        if (!found || text_of(read.blob(0)) != text_of(box)) {
            return fail(ErrorKind::Corrupt, "the key box is not what was written");
        }
    }
    return {};
}

Result<wire::KeyBox> Buffer::read_box(std::int64_t period) {
    for (const char* sql : {"SELECT box FROM key_box WHERE period = ?1",
             "SELECT box FROM key_box_copy WHERE period = ?1"}) {
        database::Statement read = OTK_TRY(m_database.prepare(sql));
        const bool found = OTK_TRY(read.first({period}));
        if (!found) continue;
        Result<wire::KeyBox> box = wire::decode_key_box(read.blob(0));
        if (box) return box;
    }
    return fail(ErrorKind::Corrupt, "both key boxes are damaged");
}

Result<void> Buffer::set_row_aside(ByteView id) {
    database::Transaction transaction = OTK_TRY(database::Transaction::begin(m_database));
    database::Statement copy = OTK_TRY(m_database.prepare(
        "INSERT INTO damaged SELECT response.*, (SELECT box FROM key_box "
        "WHERE key_box.period = response.period) FROM response WHERE id = ?1"));
    OTK_TRY(copy.run({id}));
    RowRemoval remove = OTK_TRY(RowRemoval::prepare(m_database));
    OTK_TRY(remove.run(id));
    OTK_TRY(transaction.commit());
    const Result<wire::RowId> known = wire::RowId::from_bytes(id);
    if (known) m_rows.erase(*known);
    return {};
}

/// A row that is not under its id has another one now, or none: as at the start, all are read. Each
/// row that we know and that is not sound must be one of the damaged ones; else it is the file.
Result<void> Buffer::set_lost_rows_aside() {
    std::set<wire::RowId> sound;
    const std::vector<Bytes> damaged =
        OTK_TRY(read_all_rows([&](const StoredRow& row) { sound.insert(row.id); }));
    const std::vector<wire::RowId> lost = m_rows.besides(sound);
    if (lost.size() > damaged.size()) return fail(ErrorKind::Corrupt, "a row is gone");
    for (const Bytes& id : damaged)
        OTK_TRY(set_row_aside(id));
    for (const wire::RowId& id : lost)
        m_rows.erase(id);
    return {};
}

Result<std::int64_t> Buffer::damaged_count() {
    database::Statement read = OTK_TRY(m_database.prepare("SELECT count(*) FROM damaged"));
    const bool found = OTK_TRY(read.first());
    OTK_ASSERT(found);
    return read.integer(0);
}

Result<std::vector<ClosedRow>> Buffer::closed_rows(std::span<const std::string> buckets) {
    const std::vector<wire::RowId> wanted = m_rows.closed(buckets);
    std::vector<ClosedRow> rows;
    database::Statement read = OTK_TRY(m_database.prepare(
        std::string("SELECT ").append(row_columns).append(" FROM response WHERE id = ?1")));
    for (const wire::RowId& id : wanted) {
        if (!m_rows.contains(id)) continue;  // set aside beside one before it
        const bool found = OTK_TRY(read.first({ByteView(id.bytes)}));
        if (!found) {
            read.reset();
            OTK_TRY(set_lost_rows_aside());
            if (m_rows.contains(id)) return fail(ErrorKind::Corrupt, "a row out of reach");
            continue;
        }
        Result<StoredRow> row = read_row(read);
        read.reset();
        Result<wire::KeyBox> box =
            row ? read_box(row->period) : fail(ErrorKind::Corrupt, "row: wrong hash");
        if (row && box) {
            rows.push_back({.id = id, .box = *box, .sealed = std::move(row->sealed)});
        } else {
            OTK_TRY(set_row_aside(id.bytes));
        }
    }
    return rows;
}

}  // namespace otk::store
