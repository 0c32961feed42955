#include <sys/resource.h>

#include <csignal>

#include <catch2/catch.hpp>

#include "core/database/database.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::database;
using otk::test::TemporaryFolder;

namespace {

constexpr std::string_view schema = "CREATE TABLE item(a INTEGER PRIMARY KEY, b BLOB) STRICT";

/// Writes until it fails; the error and how many rows were acknowledged before.
struct Outcome {
    Error error;
    std::int64_t acknowledged = 0;
};

Outcome fill(Database& database) {
    const Bytes blob(3000, 7);
    Statement insert = database.prepare("INSERT INTO item(b) VALUES(?1)").value();
    for (std::int64_t acknowledged = 0; acknowledged < 10'000; ++acknowledged) {
        const Result<void> inserted = insert.run({ByteView(blob)});
        if (!inserted) return {inserted.error(), acknowledged};
    }
    return {Error{ErrorKind::NotFound, "never full"}, 10'000};
}

std::int64_t count(Database& database) {
    Statement statement = database.prepare("SELECT count(*) FROM item").value();
    REQUIRE(statement.first().value());
    return statement.integer(0);
}

/// A limit of the process, as a full disk would act (EFBIG instead of ENOSPC).
class FileSizeLimit {
  public:
    explicit FileSizeLimit(rlim_t bytes) {
        m_old_action = std::signal(SIGXFSZ, SIG_IGN);
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &m_old) == 0);
        rlimit limit = m_old;
        limit.rlim_cur = bytes;
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &limit) == 0);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;
    ~FileSizeLimit() {
        static_cast<void>(::setrlimit(RLIMIT_FSIZE, &m_old));
        static_cast<void>(std::signal(SIGXFSZ, m_old_action));
    }

  private:
    rlimit m_old{};
    void (*m_old_action)(int) = nullptr;
};

}  // namespace

TEST_CASE("a file at its page limit says no space and keeps what it acknowledged") {
    const TemporaryFolder folder;
    Database database = Database::open(folder / "a.sqlite", {.pages_max = 40}).value();
    REQUIRE(database.execute(schema));
    const Outcome outcome = fill(database);
        INFO(outcome.error.context);
        CHECK(outcome.error.kind == ErrorKind::NoSpace);
    CHECK(outcome.error.kind == ErrorKind::NoSpace);
    CHECK(outcome.acknowledged > 10);
    CHECK(count(database) == outcome.acknowledged);
}

TEST_CASE("a write that the system refuses for space says no space; later writes work again") {
    const TemporaryFolder folder;
    Database database = Database::open(folder / "a.sqlite").value();
    REQUIRE(database.execute(schema));
    Outcome outcome;
    {
        const FileSizeLimit limit(300'000);
        outcome = fill(database);
        INFO(outcome.error.context);
        CHECK(outcome.error.kind == ErrorKind::NoSpace);
    }
    CHECK(outcome.error.kind == ErrorKind::NoSpace);
    CHECK(count(database) == outcome.acknowledged);
    REQUIRE(database.execute("INSERT INTO item(b) VALUES(NULL)"));
    CHECK(count(database) == outcome.acknowledged + 1);
}

TEST_CASE("what is no database is named corrupt, what is not there not found") {
    const TemporaryFolder folder;
    REQUIRE(write_atomically(folder / "text", bytes_of(std::string(5000, 'x'))));
    CHECK(Database::open(folder / "text").error().kind == ErrorKind::Corrupt);
    CHECK(Database::open(folder / "none", {.access = Access::Write}).error().kind ==
          ErrorKind::NotFound);
    CHECK(Database::open(folder / "none", {.access = Access::ReadOnly}).error().kind ==
          ErrorKind::NotFound);
}

TEST_CASE("a damaged page is found by the check") {
    const TemporaryFolder folder;
    const Path path = folder / "a.sqlite";
    {
        Database database = Database::open(path).value();
        REQUIRE(database.execute(schema));
        REQUIRE(database.execute("INSERT INTO item(b) VALUES(zeroblob(10000))"));
        REQUIRE(database.check());
        REQUIRE(database.reset_wal());
    }
    Bytes bytes = read_file(path, 1'000'000).value();
    REQUIRE(bytes.size() > 8192);
    // The second page: its b-tree header.
    for (std::size_t at = 4096; at < 4120; ++at) {
        bytes[at] = 0xFF;
    }
    REQUIRE(write_durably(path, bytes, 0600));
    Database database = Database::open(path).value();
    CHECK(database.check().error().kind == ErrorKind::Corrupt);
}

TEST_CASE("a database opened for reading refuses writes as not permitted") {
    const TemporaryFolder folder;
    Database writer = Database::open(folder / "a.sqlite").value();
    REQUIRE(writer.execute(schema));
    Database reader =
        Database::open(folder / "a.sqlite", {.access = Access::ReadOnly}).value();
    CHECK(count(reader) == 0);
    CHECK(reader.execute("INSERT INTO item(b) VALUES(NULL)").error().kind ==
          ErrorKind::Permission);
}

TEST_CASE("a constraint is a conflict, and its message holds no value") {
    const TemporaryFolder folder;
    Database database = Database::open(folder / "a.sqlite").value();
    REQUIRE(database.execute("CREATE TABLE item(a TEXT PRIMARY KEY) STRICT"));
    Statement insert = database.prepare("INSERT INTO item VALUES(?1)").value();
    REQUIRE(insert.run({std::string_view("secret")}));
    const Error error = insert.run({std::string_view("secret")}).error();
    CHECK(error.kind == ErrorKind::Conflict);
    CHECK(error.context.find("secret") == std::string::npos);
}
