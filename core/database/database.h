#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "core/base/bytes.h"
#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::database {

/// What a parameter is bound to; views are copied by SQLite's side before `bind` returns.
using Value = std::variant<std::monostate, std::int64_t, double, std::string_view, ByteView>;

/// A compiled statement; belongs to its Database and must not outlive it. Compile once, run often.
/// One thread at a time, as its Database.
class Statement {
  public:
    Statement(Statement&&) noexcept;
    Statement& operator=(Statement&&) noexcept;
    ~Statement();

    /// Starts anew with these values for ?1, ?2, …; asserts that their count is right.
    Result<void> bind(std::initializer_list<Value> values);
    /// To the next row; false at the end. After an error or the end: bind again.
    Result<bool> step();
    /// Bind, run to the end, forget the rows.
    Result<void> run(std::initializer_list<Value> values = {});
    /// Bind and step once; false if there is no row. The row is readable until the next call.
    Result<bool> first(std::initializer_list<Value> values = {});
    /// Ends reading, so that a transaction may commit; without effect otherwise.
    void reset();

    /// Columns of the current row, from 0. SQLite converts (NULL: 0, empty); views are valid until
    /// the next step, bind or reset.
    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    std::string_view text(int column) const;
    ByteView blob(int column) const;

  private:
    friend class Database;
    struct Handle;
    explicit Statement(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

enum class Access {
    Create,    ///< read and write; made (0600) if it is not there
    Write,     ///< read and write; NotFound if it is not there
    ReadOnly,  ///< NotFound if it is not there; a WAL of a dead process may make it unreadable
};

struct OpenOptions {
    Access access = Access::Create;
    int busy_ms_max = 5000;      ///< waiting for another connection's lock before Unavailable
    bool secure_delete = true;   ///< what is deleted is overwritten in the file
    int cache_kib = 2048;
    /// The WAL is moved into the file by the commit that makes it this long; more pages: fewer and
    /// larger moves, as a page written often is moved once. Durability is the same.
    int wal_pages_max = 1000;
    std::optional<std::int64_t> pages_max = std::nullopt;  ///< the file may not grow beyond (then NoSpace)
};

/// One step of a schema, never edited after a release; number = position from 1, kept in
/// PRAGMA user_version. A step must leave the data readable by the version before.
struct Migration {
    std::string_view sql;
};

/// One connection to one SQLite file: journal_mode=WAL, synchronous=FULL (a COMMIT that returned
/// survives a power cut), foreign_keys, trusted_schema off, cell_size_check. All access to SQLite
/// goes through here. One thread at a time; several connections may share a file.
///
/// Errors: NoSpace (disk full, quota, size limits), Io (read, write, sync: what the file then holds is
/// unknown, see core/store), Corrupt (not a database, damaged), Permission (read-only, refused),
/// Unavailable (locked), Conflict (a constraint), NotFound (no file). Contexts never hold values.
class Database {
  public:
    static Result<Database> open(const Path& path, const OpenOptions& options = {});

    Database(Database&&) noexcept;
    Database& operator=(Database&&) noexcept;
    ~Database();  ///< rolls an open transaction back; every Statement must be gone

    /// Runs statements that give no rows, separated by semicolons. Never with values in the text.
    Result<void> execute(std::string_view sql);
    Result<Statement> prepare(std::string_view sql);

    /// Brings the schema to the last migration in one transaction; a file of a newer version is
    /// left as it is (forward-only migrations keep it readable).
    Result<void> migrate(std::span<const Migration> migrations);
    Result<std::int64_t> schema_version();

    /// Rows changed by the last statement.
    std::int64_t changes() const;
    std::int64_t last_row_id() const;

    /// Moves the WAL into the file and cuts it to nothing. Unavailable while another connection
    /// reads: try again later.
    Result<void> reset_wal();
    /// From now on closing writes nothing: for a file that may be set aside after an I/O error, when
    /// moving the WAL into it could make it worse. Without this the last connection moves it.
    void keep_wal_at_close();
    /// Writes what is committed now into a file of its own, durable before it has its name; others
    /// go on reading and writing meanwhile. What was deleted is not in it. Conflict if there is a
    /// file of that name. O(file).
    Result<void> copy_to(const Path& file);
    /// SQLite's own checks of structure, Corrupt with the first finding. O(file).
    Result<void> check();

  private:
    friend class Transaction;
    struct Handle;
    explicit Database(std::unique_ptr<Handle> handle);
    std::unique_ptr<Handle> m_handle;
};

/// BEGIN IMMEDIATE … COMMIT; rolled back at the end of the scope unless committed.
class Transaction {
  public:
    static Result<Transaction> begin(Database& database);

    Transaction(Transaction&& other) noexcept;
    Transaction& operator=(Transaction&&) = delete;
    ~Transaction();

    /// On success everything since begin is durable. On failure everything is rolled back.
    Result<void> commit();

  private:
    explicit Transaction(Database& database) : m_database(&database) {}
    Database* m_database;
};

}  // namespace otk::database
