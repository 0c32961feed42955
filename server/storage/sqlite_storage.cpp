#include "server/storage/sqlite_storage.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/assert.h"
#include "core/base/random.h"
#include "core/database/database.h"
#include "server/storage/schema.h"
#include "server/storage/sqlite_editions.h"
#include "server/storage/statements.h"

namespace otk::storage {
namespace {

using database::Database;
using database::Statement;

constexpr int cache_kib = 64 * 1024;
/// 64 MiB: pages of today's rows and roll-ups change with each batch and are moved once in so many.
constexpr int wal_pages_max = 16 * 1024;

std::int64_t prefix_of(const wire::RowId& row) {
    std::uint64_t prefix = 0;
    for (std::size_t index = 0; index < sizeof prefix; ++index) {
        prefix = prefix << 8U | row.bytes[index];
    }
    return static_cast<std::int64_t>(prefix);
}

Result<crypto::PublicKey> key_from(ByteView bytes) {
    crypto::PublicKey key;
    if (bytes.size() != key.bytes.size())
        return fail(ErrorKind::Corrupt, "a stored key of the wrong length");
    std::copy(bytes.begin(), bytes.end(), key.bytes.begin());
    return key;
}

class SqliteStorage final : public Storage {
  public:
    explicit SqliteStorage(Database database)
        : m_database(std::move(database)), m_statements(m_database), m_editions(m_statements) {}

    Result<void> in_transaction(const std::function<Result<void>()>& work) override;

    Result<Kiosk> put_kiosk(const Kiosk& kiosk, const std::string& from_day) override;
    Result<std::optional<Kiosk>> find_kiosk(const wire::KioskId& id) override;
    Result<bool> set_revoked(const wire::KioskId& id, const std::string& from_day) override;

    Result<void> put_code(const StoredCode& code) override;
    Result<std::optional<StoredCode>> find_code(const crypto::PublicKey& key) override;
    Result<void> use_code(const StoredCode& code) override;
    Result<void> forget_codes(std::int64_t now_unix_s) override;

    Result<std::optional<Bytes>> find_receipt(const Kiosk& kiosk,
        const wire::BatchIdentity& identity, const crypto::Hash256& hash) override;
    Result<std::optional<crypto::Hash256>> newest_body(
        const Kiosk& kiosk, const wire::BatchIdentity& identity) override;
    Result<bool> holds(const Kiosk& kiosk, const wire::BatchIdentity& identity) override;
    Result<std::int64_t> insert_batch(const Kiosk& kiosk, const StoredBatch& batch) override;
    Result<void> insert_tombstone(const Kiosk& kiosk, const StoredTombstone& tombstone) override;
    Result<bool> claim_row(const Kiosk& kiosk, const wire::RowId& row) override;
    Result<std::vector<wire::NumberRange>> ranges(
        const Kiosk& kiosk, const wire::BufferId& buffer) override;
    Result<std::uint32_t> backed_up(const Kiosk& kiosk, const wire::BufferId& buffer) override;
    Result<std::int64_t> newest_batch() override;

    Result<void> insert_response(const StoredResponse& response) override;
    Result<void> insert_text(const StoredText& text) override;
    Result<void> note_test(const StoredTest& test) override;
    Result<void> add_to_roll_ups(const RollUp& days) override;
    Result<void> clear_roll_ups() override;
    Result<void> park(const ParkedRow& row) override;
    Result<void> unpark(std::int64_t number) override;
    Result<void> raise_alarm(const Kiosk& kiosk, const std::string& day, std::string_view kind,
        std::string_view detail) override;

    Result<void> change_key(
        const Kiosk& kiosk, const crypto::PublicKey& after, const std::string& day) override;

    Result<void> put_bundle_report(
        const Kiosk& kiosk, const wire::BundleReport& report, const std::string& day) override;
    Result<std::optional<wire::BundleReport>> find_bundle_report(const Kiosk& kiosk) override;
    Result<std::int64_t> bundle_refusals(std::string_view bundle) override;
    Result<std::vector<StoredBundleReport>> bundle_reports() override;

    Result<std::vector<ParkedRow>> parked(std::int64_t after, int count) override;
    Result<std::vector<ParkedCount>> parked_counts() override;
    Result<std::int64_t> alarm_count() override;
    Result<std::int64_t> test_count() override;
    Result<void> for_each_response(
        const std::function<Result<void>(const StoredResponse&)>& visit) override;

    Result<Erased> forget(const Horizon& horizon) override;
    Result<Horizon> horizon() override;
    Result<void> settle() override { return m_database.reset_wal(); }

    Result<bool> put_form(const StoredForm& form) override;
    Result<std::optional<StoredForm>> find_form(
        std::string_view id, std::string_view version) override;
    Result<std::vector<StoredForm>> newest_forms() override;

    Result<RollUp> roll_up_of_days() override;
    Result<RollUp> roll_up_of_quarters() override;
    Result<std::vector<StoredForm>> versions_of(std::string_view form) override;

    Result<std::vector<std::string>> slots_due(
        analysis::Readers readers, const std::string& end, int count) override {
        return m_editions.slots_due(readers, end, count);
    }
    Result<analysis::Gathered> arrived(
        analysis::Readers readers, const std::string& slot) override {
        return m_editions.arrived(readers, slot);
    }
    Result<analysis::Gathered> taken(analysis::Readers readers, const std::string& slot) override {
        return m_editions.taken(readers, slot);
    }
    Result<analysis::Gathered> waiting(analysis::Readers readers) override {
        return m_editions.waiting(readers);
    }
    Result<void> put_release(analysis::Readers readers, const std::string& slot,
        const analysis::Gathered& taken, const analysis::Gathered& released) override {
        return m_editions.put_release(readers, slot, taken, released);
    }
    Result<void> put_waiting(
        analysis::Readers readers, const analysis::Gathered& waiting) override {
        return m_editions.put_waiting(readers, waiting);
    }
    Result<void> put_edition(const std::string& day) override {
        return m_editions.put_edition(day);
    }
    Result<std::optional<Edition>> newest_edition() override { return m_editions.newest_edition(); }
    Result<analysis::Tally> tally(const analysis::Period& period, analysis::Readers readers,
        analysis::Variant variant) override;

  private:
    Result<Statement*> use(std::string_view sql) { return m_statements.use(sql); }
    Result<std::vector<crypto::PublicKey>> former_keys(std::int64_t kiosk);
    Result<std::int64_t> one_number(std::string_view sql);
    Result<void> note_number(const Kiosk& kiosk, const wire::BatchIdentity& identity);
    Result<void> hold_number(
        const Kiosk& kiosk, const wire::BufferId& buffer, std::uint32_t number);
    Result<void> upsert(
        const RollUp& roll_up, std::string_view options_sql, std::string_view asked_sql);
    Result<RollUp> read_roll_up(std::string_view options_sql, std::string_view asked_sql);
    std::int64_t random_id();

    Database m_database;
    Statements m_statements;  // gone before the database
    SqliteEditions m_editions;
    SystemRandom m_random;
    std::array<std::uint64_t, 512> m_ids{};
    std::size_t m_ids_used = m_ids.size();
};

Result<std::int64_t> SqliteStorage::one_number(std::string_view sql) {
    Statement* const statement = OTK_TRY(use(sql));
    const bool found = OTK_TRY(statement->first());
    const std::int64_t number = found ? statement->integer(0) : 0;
    statement->reset();
    return number;
}

/// Positive, so that it reads the same everywhere. Chance is fetched for many at once: a call of
/// the kernel for each cost as much as the insert's search.
std::int64_t SqliteStorage::random_id() {
    if (m_ids_used == m_ids.size()) {
        m_random.fill({reinterpret_cast<std::uint8_t*>(m_ids.data()), sizeof m_ids});
        m_ids_used = 0;
    }
    return static_cast<std::int64_t>(m_ids[m_ids_used++] >> 2U) + 1;
}

Result<void> SqliteStorage::in_transaction(const std::function<Result<void>()>& work) {
    database::Transaction transaction = OTK_TRY(database::Transaction::begin(m_database));
    OTK_TRY(work());
    return transaction.commit();
}

Result<Kiosk> SqliteStorage::put_kiosk(const Kiosk& kiosk, const std::string& from_day) {
    Statement* const insert = OTK_TRY(use(
        "INSERT INTO kiosk (id, public_key) VALUES (?1, ?2) ON CONFLICT (public_key) DO NOTHING"));
    OTK_TRY(insert->run({ByteView(kiosk.id.bytes), ByteView(kiosk.key.bytes)}));
    Statement* const find = OTK_TRY(use("SELECT number, id FROM kiosk WHERE public_key = ?1"));
    const bool found = OTK_TRY(find->first({ByteView(kiosk.key.bytes)}));
    OTK_ASSERT(found);
    Kiosk known = kiosk;
    known.number = find->integer(0);
    known.id = OTK_TRY(wire::KioskId::from_bytes(find->blob(1)));
    find->reset();
    Statement* const place =
        OTK_TRY(use("INSERT INTO kiosk_place (kiosk, from_day, place) VALUES (?1, ?2, ?3) "
                    "ON CONFLICT (kiosk, from_day) DO UPDATE SET place = excluded.place"));
    OTK_TRY(place->run({known.number, std::string_view(from_day), std::string_view(known.place)}));
    return known;
}

Result<std::optional<Kiosk>> SqliteStorage::find_kiosk(const wire::KioskId& id) {
    Statement* const find = OTK_TRY(
        use("SELECT number, public_key, (SELECT place FROM kiosk_place WHERE kiosk = number "
            "ORDER BY from_day DESC LIMIT 1), revoked_day FROM kiosk WHERE id = ?1"));
    const bool found = OTK_TRY(find->first({ByteView(id.bytes)}));
    if (!found) return std::optional<Kiosk>();
    Kiosk kiosk{.number = find->integer(0),
        .id = id,
        .key = {},
        .place = std::string(find->text(2)),
        .is_revoked = !find->is_null(3)};
    const Result<crypto::PublicKey> key = key_from(find->blob(1));
    find->reset();
    kiosk.key = OTK_TRY(in("kiosk", key));
    kiosk.former_keys = OTK_TRY(in("kiosk", former_keys(kiosk.number)));
    return std::optional<Kiosk>(std::move(kiosk));
}

Result<std::vector<crypto::PublicKey>> SqliteStorage::former_keys(std::int64_t kiosk) {
    Statement* const find =
        OTK_TRY(use("SELECT public_key FROM former_key WHERE kiosk = ?1 ORDER BY position"));
    OTK_TRY(find->bind({kiosk}));
    std::vector<crypto::PublicKey> keys;
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        const Result<crypto::PublicKey> key = key_from(find->blob(0));
        if (!key) find->reset();
        keys.push_back(OTK_TRY(key));
    }
    find->reset();
    return keys;
}

Result<void> SqliteStorage::change_key(
    const Kiosk& kiosk, const crypto::PublicKey& after, const std::string& day) {
    Statement* const known =
        OTK_TRY(use("SELECT 1 FROM former_key WHERE public_key = ?1 UNION ALL "
                    "SELECT 1 FROM kiosk WHERE public_key = ?1"));
    const bool is_known = OTK_TRY(known->first({ByteView(after.bytes)}));
    known->reset();
    if (is_known) return fail(ErrorKind::Conflict, "a key that a kiosk has or had");
    Statement* const insert =
        OTK_TRY(use("INSERT INTO former_key (kiosk, public_key, until_day, position) "
                    "VALUES (?1, ?2, ?3, (SELECT COUNT(*) FROM former_key WHERE kiosk = ?1))"));
    OTK_TRY(insert->run({kiosk.number, ByteView(kiosk.key.bytes), std::string_view(day)}));
    Statement* const update =
        OTK_TRY(use("UPDATE kiosk SET public_key = ?2 WHERE number = ?1"));
    return update->run({kiosk.number, ByteView(after.bytes)});
}

Result<bool> SqliteStorage::set_revoked(const wire::KioskId& id, const std::string& from_day) {
    const auto kiosk = OTK_TRY(find_kiosk(id));
    if (!kiosk) return false;
    Statement* const update =
        OTK_TRY(use("UPDATE kiosk SET revoked_day = nullif(?2, '') WHERE number = ?1"));
    OTK_TRY(update->run({kiosk->number, std::string_view(from_day)}));
    return true;
}

Result<void> SqliteStorage::put_code(const StoredCode& code) {
    Statement* const insert = OTK_TRY(use(
        "INSERT INTO enrolment_code (code_key, place, expires_unix_s) VALUES (?1, ?2, ?3)"));
    return insert->run(
        {ByteView(code.key.bytes), std::string_view(code.place), code.expires_unix_s});
}

Result<std::optional<StoredCode>> SqliteStorage::find_code(const crypto::PublicKey& key) {
    Statement* const find = OTK_TRY(use("SELECT place, expires_unix_s, kiosk_key, answer FROM "
                                        "enrolment_code WHERE code_key = ?1"));
    const bool found = OTK_TRY(find->first({ByteView(key.bytes)}));
    if (!found) return std::optional<StoredCode>();
    StoredCode code{.key = key,
        .place = std::string(find->text(0)),
        .expires_unix_s = find->integer(1)};
    if (!find->is_null(2)) {
        auto kiosk = key_from(find->blob(2));
        const ByteView answer = find->blob(3);
        code.answer.assign(answer.begin(), answer.end());
        if (!kiosk) {
            find->reset();
            return tl::make_unexpected(kiosk.error());
        }
        code.kiosk = *kiosk;
    }
    find->reset();
    return std::optional<StoredCode>(std::move(code));
}

Result<void> SqliteStorage::use_code(const StoredCode& code) {
    OTK_ASSERT(code.kiosk.has_value());
    Statement* const update = OTK_TRY(use(
        "UPDATE enrolment_code SET kiosk_key = ?2, answer = ?3 WHERE code_key = ?1"));
    return update->run({ByteView(code.key.bytes), ByteView(code.kiosk->bytes), ByteView(code.answer)});
}

Result<void> SqliteStorage::forget_codes(std::int64_t now_unix_s) {
    Statement* const forget =
        OTK_TRY(use("DELETE FROM enrolment_code WHERE expires_unix_s <= ?1"));
    return forget->run({now_unix_s});
}

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

Result<void> SqliteStorage::insert_response(const StoredResponse& response) {
    Statement* const insert = OTK_TRY(
        use("INSERT INTO response (day, place, id, day_is_servers, flagged, content) VALUES "
            "(?1, ?2, ?3, ?4, ?5, ?6)"));
    return insert->run({std::string_view(response.day), std::string_view(response.place),
        random_id(), std::int64_t{response.day_is_servers ? 1 : 0},
        std::int64_t{response.flagged ? 1 : 0}, std::string_view(response.content)});
}

Result<void> SqliteStorage::insert_text(const StoredText& text) {
    Statement* const insert = OTK_TRY(
        use("INSERT INTO free_text (id, day, place, form, version, question, language, text) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    return insert->run({random_id(), std::string_view(text.day), std::string_view(text.place),
        std::string_view(text.form), std::string_view(text.version),
        std::string_view(text.question), std::string_view(text.language),
        std::string_view(text.text)});
}

Result<void> SqliteStorage::note_test(const StoredTest& test) {
    Statement* const insert =
        OTK_TRY(use("INSERT INTO test_count (day, place, form, n) VALUES (?1, ?2, ?3, 1) "
                    "ON CONFLICT DO UPDATE SET n = n + 1"));
    return insert->run(
        {std::string_view(test.day), std::string_view(test.place), std::string_view(test.form)});
}

constexpr std::string_view upsert_option_day =
    "INSERT INTO roll_up_day (day, place, form, version, audience, question, direction, channel, "
    "language, flagged, partial, option, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
    "?12, ?13) ON CONFLICT DO UPDATE SET n = n + excluded.n";
constexpr std::string_view upsert_option_quarter =
    "INSERT INTO roll_up_quarter (day, place, form, version, audience, question, direction, "
    "channel, "
    "language, flagged, partial, option, n) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, "
    "?12, ?13) ON CONFLICT DO UPDATE SET n = n + excluded.n";
constexpr std::string_view upsert_asked_day =
    "INSERT INTO asked_day (day, place, form, version, audience, question, direction, channel, "
    "language, flagged, partial, asked, answered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
    "?11, ?12, ?13) ON CONFLICT DO UPDATE SET asked = asked + excluded.asked, "
    "answered = answered + excluded.answered";
constexpr std::string_view upsert_asked_quarter =
    "INSERT INTO asked_quarter (day, place, form, version, audience, question, direction, channel, "
    "language, flagged, partial, asked, answered) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, "
    "?11, ?12, ?13) ON CONFLICT DO UPDATE SET asked = asked + excluded.asked, "
    "answered = answered + excluded.answered";

Result<void> SqliteStorage::upsert(
    const RollUp& roll_up, std::string_view options_sql, std::string_view asked_sql) {
    Statement* const options = OTK_TRY(use(options_sql));
    Statement* const asked = OTK_TRY(use(asked_sql));
    for (const auto& [key, counts] : roll_up) {
        const auto view = [](const std::string& text) { return std::string_view(text); };
        const std::int64_t flagged = key.flagged ? 1 : 0;
        const std::int64_t partial = key.partial ? 1 : 0;
        OTK_TRY(asked->run({view(key.day), view(key.place), view(key.form), view(key.version),
            view(key.audience), view(key.question), view(key.direction), view(key.channel),
            view(key.language), flagged, partial, counts.asked, counts.answered}));
        for (const auto& [option, n] : counts.options) {
            OTK_TRY(options->run({view(key.day), view(key.place), view(key.form), view(key.version),
                view(key.audience), view(key.question), view(key.direction), view(key.channel),
                view(key.language), flagged, partial, view(option), n}));
        }
    }
    return {};
}

Result<void> SqliteStorage::add_to_roll_ups(const RollUp& days) {
    std::string_view due;
    for (const auto& [key, counts] : days) {
        if (key.day != due) OTK_TRY(m_editions.make_due(key.day));
        due = key.day;
    }
    OTK_TRY(upsert(days, upsert_option_day, upsert_asked_day));
    return upsert(by_quarter(days), upsert_option_quarter, upsert_asked_quarter);
}

Result<void> SqliteStorage::clear_roll_ups() {
    return m_database.execute(
        "DELETE FROM roll_up_day; DELETE FROM roll_up_quarter; DELETE FROM asked_day; "
        "DELETE FROM asked_quarter");
}

Result<void> SqliteStorage::park(const ParkedRow& row) {
    Statement* const insert = OTK_TRY(
        use("INSERT INTO parked_row (row_id, key_box, sealed, reason, detail, received_day) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
    const Bytes box = wire::encode_key_box(row.box);
    return insert->run(
        {ByteView(row.id.bytes), ByteView(box), ByteView(row.sealed), std::string_view(row.reason),
            std::string_view(row.detail), std::string_view(row.received_day)});
}

Result<void> SqliteStorage::unpark(std::int64_t number) {
    Statement* const erase = OTK_TRY(use("DELETE FROM parked_row WHERE number = ?1"));
    return erase->run({number});
}

Result<void> SqliteStorage::raise_alarm(
    const Kiosk& kiosk, const std::string& day, std::string_view kind, std::string_view detail) {
    Statement* const insert =
        OTK_TRY(use("INSERT INTO alarm (day, kiosk, kind, detail) VALUES (?1, ?2, ?3, ?4)"));
    return insert->run({std::string_view(day), kiosk.number, kind, detail});
}

Result<void> SqliteStorage::put_bundle_report(
    const Kiosk& kiosk, const wire::BundleReport& report, const std::string& day) {
    Statement* const put =
        OTK_TRY(use("INSERT INTO bundle_report (kiosk, day, shown, next, refused, why) "
                    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT DO UPDATE SET day = excluded.day, "
                    "shown = excluded.shown, next = excluded.next, refused = excluded.refused, "
                    "why = excluded.why"));
    return put->run({kiosk.number, std::string_view(day), std::string_view(report.shown),
        std::string_view(report.next), std::string_view(report.refused),
        std::string_view(report.why)});
}

Result<std::optional<wire::BundleReport>> SqliteStorage::find_bundle_report(const Kiosk& kiosk) {
    Statement* const find =
        OTK_TRY(use("SELECT shown, next, refused, why FROM bundle_report WHERE kiosk = ?1"));
    const bool is_there = OTK_TRY(find->first({kiosk.number}));
    if (!is_there) return std::optional<wire::BundleReport>();
    wire::BundleReport report{.kiosk = kiosk.id,
        .shown = std::string(find->text(0)),
        .next = std::string(find->text(1)),
        .refused = std::string(find->text(2)),
        .why = std::string(find->text(3))};
    find->reset();
    return std::optional(std::move(report));
}

Result<std::int64_t> SqliteStorage::bundle_refusals(std::string_view bundle) {
    Statement* const count = OTK_TRY(
        use("SELECT COUNT(*) FROM bundle_report JOIN kiosk ON kiosk.number = bundle_report.kiosk "
            "WHERE refused = ?1 AND revoked_day IS NULL"));
    const bool counted = OTK_TRY(count->first({bundle}));
    OTK_ASSERT(counted);
    const std::int64_t kiosks = count->integer(0);
    count->reset();
    return kiosks;
}

Result<std::vector<StoredBundleReport>> SqliteStorage::bundle_reports() {
    Statement* const find = OTK_TRY(
        use("SELECT kiosk.id, (SELECT place FROM kiosk_place WHERE kiosk = kiosk.number "
            "ORDER BY from_day DESC LIMIT 1), COALESCE(day, ''), COALESCE(shown, ''), "
            "COALESCE(next, ''), COALESCE(refused, ''), COALESCE(why, '') FROM kiosk "
            "LEFT JOIN bundle_report ON bundle_report.kiosk = kiosk.number "
            "WHERE revoked_day IS NULL ORDER BY kiosk.number"));
    OTK_TRY(find->bind({}));
    std::vector<StoredBundleReport> reports;
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        StoredBundleReport stored;
        stored.report.kiosk = OTK_TRY(wire::KioskId::from_bytes(find->blob(0)));
        stored.place = find->text(1);
        stored.day = find->text(2);
        stored.report.shown = find->text(3);
        stored.report.next = find->text(4);
        stored.report.refused = find->text(5);
        stored.report.why = find->text(6);
        reports.push_back(std::move(stored));
    }
    return reports;
}

Result<std::vector<ParkedRow>> SqliteStorage::parked(std::int64_t after, int count) {
    Statement* const find = OTK_TRY(
        use("SELECT number, row_id, key_box, sealed, reason, detail, received_day FROM parked_row "
            "WHERE number > ?1 ORDER BY number LIMIT ?2"));
    OTK_TRY(find->bind({after, std::int64_t{count}}));
    std::vector<ParkedRow> rows;
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        ParkedRow row;
        row.number = find->integer(0);
        row.id = OTK_TRY(wire::RowId::from_bytes(find->blob(1)));
        row.box = OTK_TRY(wire::decode_key_box(find->blob(2)));
        row.sealed.assign(find->blob(3).begin(), find->blob(3).end());
        row.reason = find->text(4);
        row.detail = find->text(5);
        row.received_day = find->text(6);
        rows.push_back(std::move(row));
    }
    find->reset();
    return rows;
}

Result<std::vector<ParkedCount>> SqliteStorage::parked_counts() {
    Statement* const find = OTK_TRY(use(
        "SELECT reason, detail, COUNT(*) FROM parked_row GROUP BY reason, detail ORDER BY 1, 2"));
    OTK_TRY(find->bind({}));
    std::vector<ParkedCount> counts;
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        counts.push_back(
            {std::string(find->text(0)), std::string(find->text(1)), find->integer(2)});
    }
    find->reset();
    return counts;
}

Result<std::int64_t> SqliteStorage::alarm_count() {
    return one_number("SELECT COUNT(*) FROM alarm");
}

Result<std::int64_t> SqliteStorage::test_count() {
    return one_number("SELECT SUM(n) FROM test_count");
}

Result<void> SqliteStorage::for_each_response(
    const std::function<Result<void>(const StoredResponse&)>& visit) {
    Statement* const find =
        OTK_TRY(use("SELECT day, place, day_is_servers, flagged, content FROM response"));
    OTK_TRY(find->bind({}));
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        const StoredResponse response{.day = std::string(find->text(0)),
            .place = std::string(find->text(1)),
            .day_is_servers = find->integer(2) != 0,
            .flagged = find->integer(3) != 0,
            .content = std::string(find->text(4))};
        OTK_TRY(visit(response));
    }
    find->reset();
    return {};
}

Result<Erased> SqliteStorage::forget(const Horizon& horizon) {
    Statement* const put = OTK_TRY(
        use("INSERT INTO horizon (one, responses, texts) VALUES (1, ?1, ?2) ON CONFLICT (one) DO "
            "UPDATE SET responses = MAX(responses, excluded.responses), texts = MAX(texts, "
            "excluded.texts)"));
    OTK_TRY(put->run({std::string_view(horizon.responses), std::string_view(horizon.texts)}));
    Erased erased;
    Statement* const responses = OTK_TRY(use("DELETE FROM response WHERE day < ?1"));
    OTK_TRY(responses->run({std::string_view(horizon.responses)}));
    erased.responses = m_database.changes();
    Statement* const texts = OTK_TRY(use("DELETE FROM free_text WHERE day < ?1"));
    OTK_TRY(texts->run({std::string_view(horizon.texts)}));
    erased.texts = m_database.changes();
    Statement* const parked = OTK_TRY(use("DELETE FROM parked_row WHERE received_day < ?1"));
    OTK_TRY(parked->run({std::string_view(horizon.responses)}));
    erased.parked = m_database.changes();
    return erased;
}

Result<Horizon> SqliteStorage::horizon() {
    Statement* const find = OTK_TRY(use("SELECT responses, texts FROM horizon"));
    const bool found = OTK_TRY(find->first());
    Horizon horizon;
    if (found) horizon = {std::string(find->text(0)), std::string(find->text(1))};
    find->reset();
    return horizon;
}

Result<bool> SqliteStorage::put_form(const StoredForm& form) {
    Statement* const insert = OTK_TRY(
        use("INSERT INTO form (id, version, json) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING"));
    OTK_TRY(insert->run(
        {std::string_view(form.id), std::string_view(form.version), std::string_view(form.json)}));
    if (m_database.changes() == 1) return true;
    const auto held = OTK_TRY(find_form(form.id, form.version));
    OTK_ASSERT(held);
    return held->json == form.json;
}

Result<std::optional<StoredForm>> SqliteStorage::find_form(
    std::string_view id, std::string_view version) {
    Statement* const find = OTK_TRY(use("SELECT json FROM form WHERE id = ?1 AND version = ?2"));
    const bool found = OTK_TRY(find->first({id, version}));
    if (!found) return std::optional<StoredForm>();
    StoredForm form{std::string(id), std::string(version), std::string(find->text(0))};
    find->reset();
    return std::optional<StoredForm>(std::move(form));
}

Result<std::vector<StoredForm>> SqliteStorage::newest_forms() {
    Statement* const find =
        OTK_TRY(use("SELECT id, version, json FROM form WHERE number IN (SELECT MAX(number) FROM "
                    "form GROUP BY id) "
                    "ORDER BY id"));
    OTK_TRY(find->bind({}));
    std::vector<StoredForm> forms;
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        forms.push_back(
            {std::string(find->text(0)), std::string(find->text(1)), std::string(find->text(2))});
    }
    find->reset();
    return forms;
}

Result<std::vector<StoredForm>> SqliteStorage::versions_of(std::string_view form) {
    Statement* const find =
        OTK_TRY(use("SELECT id, version, json FROM form WHERE id = ?1 ORDER BY number"));
    OTK_TRY(find->bind({form}));
    std::vector<StoredForm> forms;
    while (true) {
        const bool more = OTK_TRY(find->step());
        if (!more) break;
        forms.push_back(
            {std::string(find->text(0)), std::string(find->text(1)), std::string(find->text(2))});
    }
    find->reset();
    return forms;
}

CountKey key_in(const Statement& row) {
    return CountKey{.day = std::string(row.text(0)),
        .place = std::string(row.text(1)),
        .form = std::string(row.text(2)),
        .version = std::string(row.text(3)),
        .audience = std::string(row.text(4)),
        .question = std::string(row.text(5)),
        .direction = std::string(row.text(6)),
        .channel = std::string(row.text(7)),
        .language = std::string(row.text(8)),
        .flagged = row.integer(9) != 0,
        .partial = row.integer(10) != 0};
}

Result<RollUp> SqliteStorage::read_roll_up(
    std::string_view options_sql, std::string_view asked_sql) {
    RollUp roll_up;
    Statement* const asked = OTK_TRY(use(asked_sql));
    OTK_TRY(asked->bind({}));
    while (true) {
        const bool more = OTK_TRY(asked->step());
        if (!more) break;
        roll_up[key_in(*asked)] =
            Counts{.asked = asked->integer(11), .answered = asked->integer(12)};
    }
    Statement* const options = OTK_TRY(use(options_sql));
    OTK_TRY(options->bind({}));
    while (true) {
        const bool more = OTK_TRY(options->step());
        if (!more) break;
        roll_up[key_in(*options)].options[std::string(options->text(11))] = options->integer(12);
    }
    asked->reset();
    options->reset();
    return roll_up;
}

Result<RollUp> SqliteStorage::roll_up_of_days() {
    return read_roll_up("SELECT * FROM roll_up_day", "SELECT * FROM asked_day");
}

Result<RollUp> SqliteStorage::roll_up_of_quarters() {
    return read_roll_up("SELECT * FROM roll_up_quarter", "SELECT * FROM asked_quarter");
}

/// All of it from one snapshot: an edition that commits in between must not show in a part of it.
Result<analysis::Tally> SqliteStorage::tally(
    const analysis::Period& period, analysis::Readers readers, analysis::Variant variant) {
    OTK_TRY(m_database.execute("BEGIN"));
    auto tally = m_editions.tally(period, readers, variant);
    OTK_TRY(m_database.execute("COMMIT"));
    return tally;
}

}  // namespace

Result<std::unique_ptr<Storage>> open_sqlite_storage(const Path& file) {
    OTK_TRY(make_folder(file.parent_path()));
    Database database =
        OTK_TRY(in("database", Database::open(file, {.access = database::Access::Create,
                                                        .cache_kib = cache_kib,
                                                        .wal_pages_max = wal_pages_max,
                                                        .pages_max = {}})));
    OTK_TRY(in("database", database.migrate(migrations())));
    return std::unique_ptr<Storage>(std::make_unique<SqliteStorage>(std::move(database)));
}

Result<std::unique_ptr<Storage>> open_sqlite_reader(const Path& file) {
    Database database = OTK_TRY(in("database",
        Database::open(file,
            {.access = database::Access::ReadOnly, .cache_kib = cache_kib, .pages_max = {}})));
    return std::unique_ptr<Storage>(std::make_unique<SqliteStorage>(std::move(database)));
}

}  // namespace otk::storage
