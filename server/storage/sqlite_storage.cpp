#include "server/storage/sqlite_storage.h"

#include <utility>

#include "core/base/assert.h"
#include "server/storage/schema.h"
#include "server/storage/sqlite_tables.h"

namespace otk::storage {
namespace {

constexpr int cache_kib = 64 * 1024;
/// 64 MiB: pages of today's rows and roll-ups change with each batch and are moved once in so many.
constexpr int wal_pages_max = 16 * 1024;

}  // namespace

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

/// All of it from one snapshot: an edition that commits in between must not show in a part of it.
Result<analysis::Tally> SqliteStorage::tally(
    const analysis::Period& period, analysis::Readers readers, analysis::Variant variant) {
    OTK_TRY(m_database.execute("BEGIN"));
    auto tally = m_editions.tally(period, readers, variant);
    OTK_TRY(m_database.execute("COMMIT"));
    return tally;
}

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
