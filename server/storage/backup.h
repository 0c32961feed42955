#pragma once

#include <cstdint>

#include "core/base/file.h"
#include "core/base/result.h"

/// Backups of the SQLite store: one file each, a database like any other. The server goes on
/// meanwhile.
namespace otk::storage {

/// What a backup holds.
struct BackupFacts {
    std::int64_t newest_batch = 0;  ///< 0: none
    std::int64_t batches = 0;
    std::int64_t responses = 0;
};

/// Writes what the database holds now into `file` (0600, durable) and reads it back as
/// verify_backup does. Conflict if there is such a file. O(database).
Result<BackupFacts> write_backup(const Path& database, const Path& file);

/// Corrupt for a file that is damaged or no backup of ours; Unsupported for one of a newer version.
/// O(file).
Result<BackupFacts> verify_backup(const Path& file);

/// Tells the database that this backup is safe: kiosks may forget what is in it. Of each buffer
/// only the numbers before its first gap count, since a batch that comes later may have a lower
/// number.
Result<void> take_as_backed_up(const Path& database, const Path& backup);

struct Restored {
    BackupFacts facts;
    Path set_aside;  ///< where the database lies that was there; empty: none was
};

/// Puts the backup in the database's place, of which nobody may be using any file. What lay there
/// is set aside, never removed. The backup stays as it is.
Result<Restored> restore_backup(const Path& backup, const Path& database);

}  // namespace otk::storage
