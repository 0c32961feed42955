#pragma once

#include <array>
#include <cstdint>

#include "core/base/random.h"
#include "core/database/database.h"
#include "server/storage/sqlite_editions.h"
#include "server/storage/statements.h"
#include "server/storage/storage.h"

// The storage on SQLite, for its own sources only: each of them keeps a few tables.

namespace otk::storage {

using database::Database;
using database::Statement;

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
    Result<bool> unpark_unopened(const wire::RowId& id) override;
    Result<void> raise_alarm(const Kiosk& kiosk, const std::string& day, std::string_view kind,
        std::string_view detail) override;

    Result<void> change_key(
        const Kiosk& kiosk, const crypto::PublicKey& after, const std::string& day) override;

    Result<void> put_bundle_report(
        const Kiosk& kiosk, const wire::BundleReport& report, const std::string& day) override;
    Result<std::optional<wire::BundleReport>> find_bundle_report(const Kiosk& kiosk) override;
    Result<std::int64_t> bundle_refusals(std::string_view bundle) override;
    Result<std::vector<StoredBundleReport>> bundle_reports() override;
    Result<std::vector<StoredBundleReport>> bundle_reports_of_revoked() override;
    Result<std::int64_t> disks_filling_up() override;

    Result<std::vector<ParkedRow>> parked(std::int64_t after, int count) override;
    Result<std::vector<ParkedCount>> parked_counts() override;
    Result<std::int64_t> parked_under(const wire::ServerKeyId& key) override;
    Result<std::int64_t> alarm_count() override;
    Result<std::int64_t> test_count() override;
    Result<void> for_each_response(
        const std::function<Result<void>(const StoredResponse&)>& visit) override;

    Result<Erased> forget(const Horizon& horizon) override;
    Result<Horizon> horizon() override;
    Result<std::string> newest_day_of_kiosks() override;
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
    Result<std::vector<StoredBundleReport>> reports_of(bool revoked);
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

}  // namespace otk::storage
