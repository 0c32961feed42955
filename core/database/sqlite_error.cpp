#include "core/database/sqlite_error.h"

#include <sqlite3.h>

#include <cerrno>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::database {
namespace {

/// A failed system call behind SQLite's word "input or output".
bool is_space_error(int error_number) {
    return error_number == ENOSPC || error_number == EDQUOT || error_number == EFBIG;
}

ErrorKind kind_of(int code, int error_number) {
    switch (code & 0xFF) {
        case SQLITE_FULL:
        case SQLITE_TOOBIG:
            return ErrorKind::NoSpace;
        case SQLITE_IOERR:
            if (is_space_error(error_number)) return ErrorKind::NoSpace;
            if (error_number == EROFS) return ErrorKind::Permission;
            return ErrorKind::Io;
        case SQLITE_CANTOPEN:
            if (is_space_error(error_number)) return ErrorKind::NoSpace;
            return error_number == ENOENT ? ErrorKind::NotFound : ErrorKind::Permission;
        case SQLITE_READONLY:
        case SQLITE_PERM:
        case SQLITE_AUTH:
            return ErrorKind::Permission;
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
        case SQLITE_FORMAT:
        case SQLITE_ERROR:  // "no such table": our statements are right, so the file is not ours
        case SQLITE_SCHEMA:
            return ErrorKind::Corrupt;
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
        case SQLITE_INTERRUPT:
        case SQLITE_PROTOCOL:
            return ErrorKind::Unavailable;
        case SQLITE_CONSTRAINT:
        case SQLITE_MISMATCH:
            return ErrorKind::Conflict;
        default:
            return ErrorKind::Io;
    }
}

/// The errno behind the last error. sqlite3_system_errno is 0 for a failed write to the WAL: then
/// the WAL's own file is asked, and at last the database's.
int last_errno(sqlite3* connection) {
    int error_number = sqlite3_system_errno(connection);
    sqlite3_file* wal = nullptr;
    if (error_number == 0 &&
        sqlite3_file_control(connection, "main", SQLITE_FCNTL_JOURNAL_POINTER, &wal) == SQLITE_OK &&
        wal != nullptr && wal->pMethods != nullptr) {
        static_cast<void>(wal->pMethods->xFileControl(wal, SQLITE_FCNTL_LAST_ERRNO, &error_number));
    }
    if (error_number == 0) {
        static_cast<void>(
            sqlite3_file_control(connection, "main", SQLITE_FCNTL_LAST_ERRNO, &error_number));
    }
    return error_number;
}

}  // namespace

Failure fail_of(sqlite3* connection, std::string_view what) {
    const int code = sqlite3_extended_errcode(connection);
    OTK_ASSERT((code & 0xFF) != SQLITE_NOMEM && (code & 0xFF) != SQLITE_MISUSE &&
               (code & 0xFF) != SQLITE_RANGE);
    const int error_number = last_errno(connection);
    return fail(kind_of(code, error_number),
        format("{}: {} ({}, errno {})", what, sqlite3_errmsg(connection), code, error_number));
}

}  // namespace otk::database
