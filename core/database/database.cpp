#include "core/database/database.h"

#include <fcntl.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <limits>
#include <map>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/database/sqlite_error.h"

namespace otk::database {
namespace {

/// SQLite copies what is bound before the call returns.
sqlite3_destructor_type copied_by_sqlite() {
    return SQLITE_TRANSIENT;  // NOLINT(performance-no-int-to-ptr): SQLite's own macro
}

/// SQLite reads what is bound where it lies, at each step.
sqlite3_destructor_type left_to_the_caller() {
    return SQLITE_STATIC;
}

/// Nobody reads SQLite's count of its own memory, and it takes a lock at each allocation. Without
/// effect if somebody started SQLite before (a shim of a test).
void leave_memory_uncounted() {
    static const int answer = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    static_cast<void>(answer);
}

using Connection = sqlite3;

int flags_of(Access access) {
    // NOMUTEX: one thread at a time is our contract, so SQLite need not lock.
    constexpr int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
    switch (access) {
        case Access::Create:
            return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        case Access::Write:
            return common | SQLITE_OPEN_READWRITE;
        case Access::ReadOnly:
            return common | SQLITE_OPEN_READONLY;
    }
    OTK_UNREACHABLE();
}

/// SQLite makes files 0644 less the umask; ours begin 0600, and WAL and SHM take the same mode.
Result<void> create_private(const Path& path) {
    const Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (file.is_open() || errno == EROFS || errno == EACCES) return {};  // SQLite says it better
    return Failure(error_from_errno("create", path, errno));
}

struct CloseConnection {
    void operator()(Connection* connection) const {
        // Busy would mean a Statement outlived its Database.
        const int answer = sqlite3_close(connection);
        OTK_ASSERT(answer == SQLITE_OK);
    }
};

struct FinalizeStatement {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};

using Compiled = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

/// Compiled statements that nobody uses just now, by their text: compiling a short one takes longer
/// than running it. SQLite compiles one anew by itself where the schema changed.
class IdleStatements {
  public:
    /// Nothing if there is none of this text.
    Compiled take(std::string_view sql) {
        const auto found = m_idle.find(sql);
        return found == m_idle.end() ? nullptr : std::move(found->second);
    }

    /// Without its rows and values.
    void give(Compiled statement) {
        sqlite3_reset(statement.get());
        sqlite3_clear_bindings(statement.get());
        const std::string_view sql = sqlite3_sql(statement.get());
        const auto found = m_idle.find(sql);
        if (found != m_idle.end()) {
            found->second = std::move(statement);
        } else if (m_idle.size() < texts_max && is_worth_keeping(sql)) {
            m_idle.emplace(sql, std::move(statement));
        }
    }

  private:
    static constexpr std::size_t texts_max = 64;

    /// These are for once, and some of them do their work while they are compiled.
    static bool is_worth_keeping(std::string_view sql) {
        return !sql.starts_with("PRAGMA") && !sql.starts_with("VACUUM");
    }

    std::map<std::string, Compiled, std::less<>> m_idle;  ///< nullptr: in use
};

}  // namespace

struct Database::Handle {
    std::unique_ptr<Connection, CloseConnection> connection;
    std::string name;  ///< file name for contexts
    IdleStatements idle;

    Connection* raw() const { return connection.get(); }
};

struct Statement::Handle {
    Handle(Compiled compiled, IdleStatements& home) : statement(std::move(compiled)), idle(home) {}
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;
    ~Handle() { idle.give(std::move(statement)); }

    Compiled statement;
    IdleStatements& idle;  ///< of its database, which outlives it
    bool on_row = false;

    sqlite3_stmt* raw() const { return statement.get(); }
    Connection* connection() const { return sqlite3_db_handle(statement.get()); }

    Result<void> bind(std::initializer_list<Value> values, sqlite3_destructor_type keeping);
};

Statement::Statement(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
Statement::Statement(Statement&&) noexcept = default;
Statement& Statement::operator=(Statement&&) noexcept = default;
Statement::~Statement() = default;

void Statement::reset() {
    m_handle->on_row = false;
    // The answer repeats the last step's error, which was returned there.
    static_cast<void>(sqlite3_reset(m_handle->raw()));
}

Result<void> Statement::bind(std::initializer_list<Value> values) {
    reset();
    return m_handle->bind(values, copied_by_sqlite());
}

Result<void> Statement::Handle::bind(
    std::initializer_list<Value> values, sqlite3_destructor_type keeping) {
    sqlite3_stmt* const prepared = raw();
    OTK_ASSERT(static_cast<std::size_t>(sqlite3_bind_parameter_count(prepared)) == values.size());
    int index = 0;
    for (const Value& value : values) {
        ++index;
        int answer = SQLITE_OK;
        if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            answer = sqlite3_bind_int64(prepared, index, *integer);
        } else if (const auto* real = std::get_if<double>(&value)) {
            answer = sqlite3_bind_double(prepared, index, *real);
        } else if (const auto* text = std::get_if<std::string_view>(&value)) {
            answer = sqlite3_bind_text64(prepared, index, text->data() ? text->data() : "",
                text->size(), keeping, SQLITE_UTF8);
        } else if (const auto* blob = std::get_if<ByteView>(&value)) {
            answer = blob->empty() ? sqlite3_bind_zeroblob(prepared, index, 0)
                                   : sqlite3_bind_blob64(
                                         prepared, index, blob->data(), blob->size(), keeping);
        } else {
            answer = sqlite3_bind_null(prepared, index);
        }
        if (answer != SQLITE_OK) return fail_of(connection(), "bind");
    }
    return {};
}

Result<bool> Statement::step() {
    const int answer = sqlite3_step(m_handle->raw());
    m_handle->on_row = answer == SQLITE_ROW;
    if (answer == SQLITE_ROW) return true;
    if (answer == SQLITE_DONE) return false;
    Failure failure = fail_of(m_handle->connection(), "step");
    reset();
    return failure;
}

/// The values outlive it, so nothing is copied. What stays bound is not looked at again: whoever
/// steps anew binds anew.
Result<void> Statement::run(std::initializer_list<Value> values) {
    reset();
    OTK_TRY(m_handle->bind(values, left_to_the_caller()));
    bool more = true;
    while (more) {
        more = OTK_TRY(step());
    }
    reset();
    return {};
}

Result<bool> Statement::first(std::initializer_list<Value> values) {
    OTK_TRY(bind(values));
    return step();
}

bool Statement::is_null(int column) const {
    OTK_ASSERT(m_handle->on_row);
    return sqlite3_column_type(m_handle->raw(), column) == SQLITE_NULL;
}

std::int64_t Statement::integer(int column) const {
    OTK_ASSERT(m_handle->on_row);
    return sqlite3_column_int64(m_handle->raw(), column);
}

std::string_view Statement::text(int column) const {
    OTK_ASSERT(m_handle->on_row);
    const auto* letters =
        reinterpret_cast<const char*>(sqlite3_column_text(m_handle->raw(), column));
    const int size = sqlite3_column_bytes(m_handle->raw(), column);
    return letters == nullptr ? std::string_view()
                              : std::string_view(letters, static_cast<std::size_t>(size));
}

ByteView Statement::blob(int column) const {
    OTK_ASSERT(m_handle->on_row);
    const auto* bytes =
        static_cast<const std::uint8_t*>(sqlite3_column_blob(m_handle->raw(), column));
    const int size = sqlite3_column_bytes(m_handle->raw(), column);
    return bytes == nullptr ? ByteView() : ByteView(bytes, static_cast<std::size_t>(size));
}

Database::Database(std::unique_ptr<Handle> handle) : m_handle(std::move(handle)) {}
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;
Database::~Database() = default;

Result<Database> Database::open(const Path& path, const OpenOptions& options) {
    if (options.access == Access::Create) OTK_TRY(create_private(path));
    leave_memory_uncounted();
    auto handle = std::make_unique<Handle>();
    handle->name = path.filename().string();
    Connection* connection = nullptr;
    const int answer =
        sqlite3_open_v2(path.c_str(), &connection, flags_of(options.access), nullptr);
    handle->connection.reset(connection);
    OTK_ASSERT(connection != nullptr);  // only without memory
    if (answer != SQLITE_OK) return fail_of(connection, format("open {}", handle->name));
    sqlite3_busy_timeout(connection, options.busy_ms_max);
    Database database(std::move(handle));
    OTK_TRY(database.execute(
        format("PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF; PRAGMA cell_size_check=ON;"
               "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-{}; PRAGMA secure_delete={};",
            options.cache_kib, options.secure_delete ? "ON" : "OFF")));
    if (options.access != Access::ReadOnly) {
        OTK_TRY(database.execute(format(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA wal_autocheckpoint={};",
            options.wal_pages_max)));
    }
    if (options.pages_max) {
        OTK_TRY(database.execute(format("PRAGMA max_page_count={}", *options.pages_max)));
    }
    // The first real read: tells a file that is not a database now and not at the first answer.
    OTK_TRY(database.schema_version());
    return database;
}

Result<void> Database::execute(std::string_view sql) {
    const std::string terminated(sql);
    const int answer = sqlite3_exec(m_handle->raw(), terminated.c_str(), nullptr, nullptr, nullptr);
    if (answer != SQLITE_OK) return fail_of(m_handle->raw(), m_handle->name);
    return {};
}

Result<Statement> Database::prepare(std::string_view sql) {
    Compiled idle = m_handle->idle.take(sql);
    if (idle != nullptr)
        return Statement(std::make_unique<Statement::Handle>(std::move(idle), m_handle->idle));
    OTK_ASSERT(sql.size() <= static_cast<std::size_t>(std::numeric_limits<int>::max()));
    sqlite3_stmt* statement = nullptr;
    const int answer = sqlite3_prepare_v3(m_handle->raw(), sql.data(), static_cast<int>(sql.size()),
        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (answer != SQLITE_OK) return fail_of(m_handle->raw(), m_handle->name);
    OTK_ASSERT(statement != nullptr);  // nothing but blanks
    return Statement(std::make_unique<Statement::Handle>(Compiled(statement), m_handle->idle));
}

Result<std::int64_t> Database::schema_version() {
    Statement statement = OTK_TRY(prepare("PRAGMA user_version"));
    const bool found = OTK_TRY(statement.first());
    OTK_ASSERT(found);
    return statement.integer(0);
    // The analyser does not see that a Result destroys the statement in it.
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks)

Result<void> Database::migrate(std::span<const Migration> migrations) {
    const std::int64_t version = OTK_TRY(schema_version());
    const auto last = static_cast<std::int64_t>(migrations.size());
    if (version >= last) return {};
    Transaction transaction = OTK_TRY(Transaction::begin(*this));
    for (std::int64_t number = version; number < last; ++number) {
        const Migration& migration = migrations[static_cast<std::size_t>(number)];
        OTK_TRY(in(format("migration {}", number + 1), execute(migration.sql)));
    }
    OTK_TRY(execute(format("PRAGMA user_version={}", last)));
    return transaction.commit();
}

std::int64_t Database::changes() const {
    return sqlite3_changes64(m_handle->raw());
}

std::int64_t Database::last_row_id() const {
    return sqlite3_last_insert_rowid(m_handle->raw());
}

Result<void> Database::reset_wal() {
    const int answer = sqlite3_wal_checkpoint_v2(
        m_handle->raw(), nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
    if (answer != SQLITE_OK) return fail_of(m_handle->raw(), "reset of the WAL");
    return {};
}

void Database::keep_wal_at_close() {
    const int answer = sqlite3_db_config(
        m_handle->raw(), SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, static_cast<int*>(nullptr));
    OTK_ASSERT(answer == SQLITE_OK);
}

namespace {

/// Into an empty file, which it takes for none (sqlite.org/lang_vacuum.html).
Result<void> vacuum_into(Database& database, const Path& empty) {
    auto statement = database.prepare("VACUUM INTO ?1");
    if (!statement) return Failure(std::move(statement.error()));
    return statement->run({std::string_view(empty.native())});
}

Result<void> name_durably(const Path& temporary, const Path& file) {
    const Descriptor written(::open(temporary.c_str(), O_RDONLY | O_CLOEXEC));
    if (!written.is_open()) return Failure(error_from_errno("open", temporary, errno));
    if (::fsync(written.number()) != 0) return Failure(error_from_errno("sync", temporary, errno));
    // A link and not a rename: it does not take another file's name.
    if (::link(temporary.c_str(), file.c_str()) != 0) {
        if (errno == EEXIST)
            return fail(ErrorKind::Conflict, format("{} is there already", file.string()));
        return Failure(error_from_errno("name", file, errno));
    }
    return sync_folder(file.parent_path());
}

}  // namespace

Result<void> Database::copy_to(const Path& file) {
    const Path temporary = file.parent_path() / format(".tmp-{}", file.filename().string());
    ::unlink(temporary.c_str());  // of a copy that was broken off
    OTK_TRY(create_private(temporary));
    Result<void> copied = vacuum_into(*this, temporary);
    if (copied) copied = name_durably(temporary, file);
    ::unlink(temporary.c_str());
    return in("copy", std::move(copied));
}

Result<void> Database::check() {
    Statement statement = OTK_TRY(prepare("PRAGMA quick_check(1)"));
    const bool found = OTK_TRY(statement.first());
    if (!found || statement.text(0) != "ok") {
        return fail(ErrorKind::Corrupt, format("{}: damaged", m_handle->name));
    }
    return {};
    // The analyser does not see that a Result destroys the statement in it.
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks)

Result<Transaction> Transaction::begin(Database& database) {
    Statement statement = OTK_TRY(database.prepare("BEGIN IMMEDIATE"));
    OTK_TRY(statement.run());
    return Transaction(database);
    // As in check(): the statement has its end.
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks)

Transaction::Transaction(Transaction&& other) noexcept
    : m_database(std::exchange(other.m_database, nullptr)) {}

Transaction::~Transaction() {
    if (m_database == nullptr) return;
    // SQLite may have rolled back by itself (a full disk does it): then there is nothing to do.
    if (sqlite3_get_autocommit(m_database->m_handle->raw()) == 0) {
        const Result<void> rolled_back = m_database->execute("ROLLBACK");
        static_cast<void>(rolled_back.has_value());  // whatever remains is undone by the next open
    }
}

Result<void> Transaction::commit() {
    OTK_ASSERT(m_database != nullptr);
    Statement statement = OTK_TRY(m_database->prepare("COMMIT"));
    Result<void> committed = statement.run();
    if (committed) m_database = nullptr;
    return committed;
    // As in check(): the statement has its end.
}  // NOLINT(clang-analyzer-cplusplus.NewDeleteLeaks)

}  // namespace otk::database
