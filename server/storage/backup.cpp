#include "server/storage/backup.h"

#include <array>
#include <string>
#include <string_view>

#include "core/base/format.h"
#include "core/database/database.h"
#include "server/storage/schema.h"

namespace otk::storage {
namespace {

using database::Access;
using database::Database;
using database::Statement;

constexpr int set_asides_max = 100;

Result<std::int64_t> one_number(Database& database, std::string_view sql) {
    Statement statement = OTK_TRY(database.prepare(sql));
    const bool found = OTK_TRY(statement.first());
    return found ? statement.integer(0) : 0;
}

Result<void> check_version(Database& database) {
    const std::int64_t version = OTK_TRY(database.schema_version());
    if (version < 1) return fail(ErrorKind::Corrupt, "not a database of otklik-server");
    if (version > static_cast<std::int64_t>(migrations().size()))
        return fail(ErrorKind::Unsupported, "of a newer otklik-server");
    return {};
}

Result<bool> is_there(const Path& file) {
    std::error_code problem;
    const bool there = std::filesystem::exists(file, problem);
    if (problem) return fail(ErrorKind::Io, format("{}: {}", file.string(), problem.message()));
    return there;
}

Path with_suffix(const Path& file, std::string_view suffix) {
    return file.parent_path() / format("{}{}", file.filename().string(), suffix);
}

/// A name that is still free, for the file and for what SQLite keeps beside it.
Result<Path> free_name(const Path& database) {
    for (int number = 1; number <= set_asides_max; ++number) {
        Path name = with_suffix(database, format(".before-restore-{}", number));
        const bool taken = OTK_TRY(is_there(name));
        if (!taken) return name;
    }
    return fail(ErrorKind::Conflict, "too many databases were set aside here: remove old ones");
}

Result<Path> set_aside(const Path& database) {
    const bool there = OTK_TRY(is_there(database));
    if (!there) return Path();
    Path aside = OTK_TRY(free_name(database));
    // The WAL first: left behind it would be read into the database that comes.
    for (const std::string_view part : {"-wal", "-shm", ""}) {
        const Path from = with_suffix(database, part);
        const bool is_part = OTK_TRY(is_there(from));
        if (!is_part) continue;
        std::error_code problem;
        std::filesystem::rename(from, with_suffix(aside, part), problem);
        if (problem) return fail(ErrorKind::Io, format("set aside: {}", problem.message()));
    }
    OTK_TRY(sync_folder(database.parent_path()));
    return aside;
}

}  // namespace

Result<BackupFacts> verify_backup(const Path& file) {
    Database database = OTK_TRY(Database::open(file, {.access = Access::ReadOnly}));
    OTK_TRY(in(file.filename().string(), check_version(database)));
    OTK_TRY(database.check());
    BackupFacts facts;
    facts.newest_batch = OTK_TRY(one_number(database, "SELECT MAX(number) FROM batch"));
    facts.batches = OTK_TRY(one_number(database, "SELECT COUNT(*) FROM batch"));
    facts.responses = OTK_TRY(one_number(database, "SELECT COUNT(*) FROM response"));
    return facts;
}

Result<BackupFacts> write_backup(const Path& database, const Path& file) {
    {
        Database source = OTK_TRY(Database::open(database, {.access = Access::Write}));
        OTK_TRY(check_version(source));
        OTK_TRY(source.copy_to(file));
    }
    return in("the backup that was written", verify_backup(file));
}

Result<void> take_as_backed_up(const Path& database, const Path& backup) {
    Database source = OTK_TRY(Database::open(backup, {.access = Access::ReadOnly}));
    Database target = OTK_TRY(Database::open(database, {.access = Access::Write}));
    database::Transaction transaction = OTK_TRY(database::Transaction::begin(target));
    Statement held =
        OTK_TRY(source.prepare("SELECT kiosk, buffer, last FROM holding WHERE first <= 1"));
    Statement put = OTK_TRY(
        target.prepare("INSERT INTO backed_up (kiosk, buffer, number) VALUES (?1, ?2, ?3) "
                       "ON CONFLICT (kiosk, buffer) DO UPDATE SET number = excluded.number"));
    OTK_TRY(held.bind({}));
    for (;;) {
        const bool more = OTK_TRY(held.step());
        if (!more) break;
        OTK_TRY(put.run({held.integer(0), held.blob(1), held.integer(2)}));
    }
    put.reset();
    return transaction.commit();
}

Result<Restored> restore_backup(const Path& backup, const Path& database) {
    Restored restored;
    restored.facts = OTK_TRY(verify_backup(backup));
    restored.set_aside = OTK_TRY(set_aside(database));
    Database source = OTK_TRY(Database::open(backup, {.access = Access::ReadOnly}));
    OTK_TRY(source.copy_to(database));
    return restored;
}

}  // namespace otk::storage
