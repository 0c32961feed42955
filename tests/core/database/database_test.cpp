#include "core/database/database.h"

#include <sys/stat.h>

#include <array>

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::database;
using otk::test::TemporaryFolder;

namespace {

constexpr std::array<Migration, 1> first_version{{{"CREATE TABLE item(a INTEGER, b TEXT, c BLOB) STRICT;"}}};

Database open(const Path& path) {
    Database database = Database::open(path).value();
    REQUIRE(database.migrate(first_version));
    return database;
}

std::int64_t count(Database& database) {
    Statement statement = database.prepare("SELECT count(*) FROM item").value();
    REQUIRE(statement.first().value());
    return statement.integer(0);
}

}  // namespace

TEST_CASE("values of every kind go in and come out") {
    const TemporaryFolder folder;
    Database database = open(folder / "a.sqlite");
    const Bytes blob{0, 1, 255};
    Statement insert = database.prepare("INSERT INTO item VALUES(?1, ?2, ?3)").value();
    REQUIRE(insert.run({std::int64_t{-7}, std::string_view("да"), ByteView(blob)}));
    REQUIRE(insert.run({std::monostate(), std::string_view(), ByteView()}));
    Statement read = database.prepare("SELECT a, b, c FROM item ORDER BY a DESC").value();
    REQUIRE(read.first().value());
    CHECK(read.integer(0) == -7);
    CHECK(read.text(1) == "да");
    CHECK(Bytes(read.blob(2).begin(), read.blob(2).end()) == blob);
    REQUIRE(read.step().value());
    CHECK(read.is_null(0));
    CHECK_FALSE(read.is_null(1));
    CHECK(read.text(1).empty());
    CHECK(read.blob(2).empty());
    CHECK_FALSE(read.step().value());
}

TEST_CASE("the same text again reads anew: two at a time, after the schema changed, without old values") {
    const TemporaryFolder folder;
    Database database = open(folder / "a.sqlite");
    REQUIRE(database.execute("INSERT INTO item(a) VALUES(1), (2)"));
    for (int round = 0; round < 2; ++round) {
        Statement one = database.prepare("SELECT * FROM item ORDER BY a").value();
        Statement other = database.prepare("SELECT * FROM item ORDER BY a").value();
        REQUIRE(one.first().value());
        REQUIRE(other.first().value());
        REQUIRE(one.step().value());
        CHECK(one.integer(0) == 2);
        CHECK(other.integer(0) == 1);
    }
    REQUIRE(database.execute("ALTER TABLE item ADD COLUMN d INTEGER DEFAULT 7"));
    {
        Statement read = database.prepare("SELECT * FROM item ORDER BY a").value();
        REQUIRE(read.first().value());
        CHECK(read.integer(3) == 7);
    }
    for (const std::int64_t wanted : {1, 2}) {
        Statement read = database.prepare("SELECT a FROM item WHERE a = ?1").value();
        REQUIRE(read.first({wanted}).value());
        CHECK(read.integer(0) == wanted);
        // Left in the middle of its rows: it must not keep a transaction open.
    }
    CHECK(database.reset_wal());
}

TEST_CASE("a transaction that is not committed leaves nothing") {
    const TemporaryFolder folder;
    Database database = open(folder / "a.sqlite");
    {
        const Transaction transaction = Transaction::begin(database).value();
        REQUIRE(database.execute("INSERT INTO item(a) VALUES(1)"));
    }
    CHECK(count(database) == 0);
    Transaction transaction = Transaction::begin(database).value();
    REQUIRE(database.execute("INSERT INTO item(a) VALUES(1)"));
    REQUIRE(transaction.commit());
    CHECK(count(database) == 1);
}

TEST_CASE("the journal is a WAL, every commit is synced, and the file is private") {
    const TemporaryFolder folder;
    Database database = open(folder / "a.sqlite");
    Statement journal = database.prepare("PRAGMA journal_mode").value();
    REQUIRE(journal.first().value());
    CHECK(journal.text(0) == "wal");
    Statement synchronous = database.prepare("PRAGMA synchronous").value();
    REQUIRE(synchronous.first().value());
    CHECK(synchronous.integer(0) == 2);
    Statement wipes = database.prepare("PRAGMA secure_delete").value();
    REQUIRE(wipes.first().value());
    CHECK(wipes.integer(0) == 1);
    for (const char* name : {"a.sqlite", "a.sqlite-wal", "a.sqlite-shm"}) {
        struct stat entry {};
        REQUIRE(::stat((folder / name).c_str(), &entry) == 0);
        CHECK((entry.st_mode & 0777U) == 0600U);
    }
}

TEST_CASE("resetting the WAL cuts it to nothing and keeps the rows") {
    const TemporaryFolder folder;
    Database database = open(folder / "a.sqlite");
    REQUIRE(database.execute("INSERT INTO item(a) VALUES(1)"));
    CHECK(std::filesystem::file_size(folder / "a.sqlite-wal") > 0);
    REQUIRE(database.reset_wal());
    CHECK(std::filesystem::file_size(folder / "a.sqlite-wal") == 0);
    CHECK(count(database) == 1);
}

TEST_CASE("migrations run once, only forward, and leave a newer file as it is") {
    const TemporaryFolder folder;
    const std::array<Migration, 2> second_version{
        {first_version[0], {"ALTER TABLE item ADD COLUMN d TEXT;"}}};
    Database database = open(folder / "a.sqlite");
    REQUIRE(database.execute("INSERT INTO item(a) VALUES(1)"));
    REQUIRE(database.migrate(second_version));
    REQUIRE(database.migrate(second_version));
    CHECK(database.schema_version().value() == 2);
    REQUIRE(database.migrate(first_version));
    CHECK(database.schema_version().value() == 2);
    CHECK(count(database) == 1);
}

TEST_CASE("a migration that fails changes nothing") {
    const TemporaryFolder folder;
    Database database = open(folder / "a.sqlite");
    const std::array<Migration, 3> broken{{first_version[0],
        {"ALTER TABLE item ADD COLUMN d TEXT;"}, {"ALTER TABLE nowhere ADD COLUMN e TEXT;"}}};
    CHECK_FALSE(database.migrate(broken));
    CHECK(database.schema_version().value() == 1);
    CHECK_FALSE(database.prepare("SELECT d FROM item"));
}

TEST_CASE("two connections see each other's commits; a held lock is named unavailable") {
    const TemporaryFolder folder;
    Database first = open(folder / "a.sqlite");
    Database second = Database::open(folder / "a.sqlite", {.busy_ms_max = 1}).value();
    {
        const Transaction transaction = Transaction::begin(first).value();
        CHECK(Transaction::begin(second).error().kind == ErrorKind::Unavailable);
    }
    REQUIRE(first.execute("INSERT INTO item(a) VALUES(1)"));
    CHECK(count(second) == 1);
}

TEST_CASE("a copy holds what is committed, is private, and takes nobody's name") {
    const TemporaryFolder folder;
    const Path copy = folder / "copy.db";
    Database database = open(folder / "a.db");
    REQUIRE(database.execute("INSERT INTO item VALUES (1, 'a', x'00'), (2, 'deleted', x'00')"));
    REQUIRE(database.execute("DELETE FROM item WHERE a = 2"));
    Database writer = open(folder / "a.db");
    Transaction transaction = Transaction::begin(writer).value();
    REQUIRE(writer.execute("INSERT INTO item VALUES (3, 'not committed', x'00')"));
    REQUIRE(write_durably(folder / ".tmp-copy.db", bytes_of("of a copy that was broken off")));

    REQUIRE(database.copy_to(copy));
    REQUIRE(transaction.commit());
    Database copied = Database::open(copy, {.access = Access::ReadOnly}).value();
    CHECK(count(copied) == 1);
    CHECK(copied.schema_version().value() == 1);
    CHECK(text_of(read_file(copy, 1'000'000).value()).find("deleted") == std::string_view::npos);
    struct stat status {};
    REQUIRE(::stat(copy.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);

    CHECK(database.copy_to(copy).error().kind == ErrorKind::Conflict);
    CHECK(count(copied) == 1);
    CHECK(list_files(folder.path(), "copy.db").value() == std::vector<std::string>{"copy.db"});
    CHECK_FALSE(std::filesystem::exists(folder / ".tmp-copy.db"));
    CHECK_FALSE(database.copy_to(folder / "nowhere/copy.db"));
}
