// Up and down between versions of the buffer with every row and batch kept, killed wherever it may
// be.

#include <algorithm>
#include <map>

#include <catch2/catch.hpp>

#include "core/store/schema.h"
#include "tests/core/store/store_sample.h"

using namespace otk;
using namespace otk::store;
using otk::test::StoreSample;
using Strings = std::vector<std::string>;

namespace {

/// Table → its statement, as the file knows it.
std::map<std::string, std::string> tables_of(database::Database& database) {
    std::map<std::string, std::string> tables;
    auto read =
        database.prepare("SELECT name, sql FROM sqlite_schema WHERE type = 'table'").value();
    for (bool more = read.first().value(); more; more = read.step().value())
        tables.emplace(read.text(0), read.text(1));
    return tables;
}

/// Statements of a migration, one by one.
std::vector<std::string> statements_of(std::string_view sql) {
    std::vector<std::string> statements;
    while (true) {
        const std::size_t end = sql.find(';');
        if (end == std::string_view::npos) return statements;
        statements.emplace_back(sql.substr(0, end + 1));
        sql.remove_prefix(end + 1);
    }
}

/// A file with a closed row and a frozen batch, as the version before left it.
struct OlderFile : StoreSample {
    OlderFile() {
        {
            Buffer buffer = open();
            const wire::RowId frozen = put(buffer, "frozen");
            const NewBatch batch{.number = 1, .row_count = 1, .body = {1, 2, 3}};
            REQUIRE(buffer.freeze({&batch, 1}, {&frozen, 1}));
            put(buffer, "closed");
        }
        auto database = database::Database::open(file()).value();
        REQUIRE(database.execute("DROP TABLE void; PRAGMA user_version=1"));
    }

    void check_everything_is_there() {
        Buffer buffer = open();
        CHECK(contents(buffer) == Strings{"closed"});
        REQUIRE(buffer.batches().value().size() == 1);
        CHECK(buffer.batch_body(buffer.batches().value().at(0).name).value() == Bytes{1, 2, 3});
        CHECK(buffer.next_number() == 2);
        CHECK(buffer.voids().value().empty());
    }
};

}  // namespace

TEST_CASE("a file of the version before is taken over with its rows, batches and numbers") {
    OlderFile sample;
    sample.check_everything_is_there();
    auto database = database::Database::open(sample.file()).value();
    CHECK(database.schema_version().value() == static_cast<std::int64_t>(migrations().size()));
}

TEST_CASE("every version finds its tables unchanged in a file of the next one") {
    // So a downgrade goes on with every row that was not sent: it knows nothing of what was added.
    for (std::size_t version = 1; version < migrations().size(); ++version) {
        const otk::test::TemporaryFolder folder;
        auto database = database::Database::open(folder / "buffer.sqlite").value();
        REQUIRE(database.migrate(migrations().first(version)));
        const auto before = tables_of(database);
        REQUIRE(database.migrate(migrations().first(version + 1)));
        const auto after = tables_of(database);
        CHECK(std::includes(after.begin(), after.end(), before.begin(), before.end()));
        // And the version before leaves the file as it is.
        REQUIRE(database.migrate(migrations().first(version)));
        CHECK(tables_of(database) == after);
        CHECK(database.schema_version().value() == static_cast<std::int64_t>(version) + 1);
    }
}

TEST_CASE("what a newer version added survives the version before and is found again") {
    OlderFile sample;
    const VoidRecord end{.name = {wire::BufferId::random(sample.random), 7},
        .state = VoidState::Voided,
        .day = "2026-11-22",
        .body_hash = {}};
    {
        Buffer buffer = sample.open();
        REQUIRE(buffer.put_void(end));
    }
    {  // the version before: it opens, migrates to its own version and writes what it knows
        auto database = database::Database::open(sample.file()).value();
        REQUIRE(database.migrate(migrations().first(1)));
        REQUIRE(database.execute("UPDATE batch SET state = 1"));
    }
    Buffer buffer = sample.open();
    CHECK(buffer.voids().value() == std::vector<VoidRecord>{end});
    CHECK(buffer.batches().value().at(0).state == BatchState::Delivered);
    CHECK(sample.contents(buffer) == Strings{"closed"});
}

TEST_CASE("a kill after any statement of a migration leaves the file as it was") {
    for (std::size_t version = 1; version < migrations().size(); ++version) {
        const std::vector<std::string> statements = statements_of(migrations()[version].sql);
        REQUIRE_FALSE(statements.empty());
        for (std::size_t done = 0; done <= statements.size(); ++done) {
            CAPTURE(version, done);
            OlderFile sample;
            const Path killed = sample.folder / "killed";
            {
                auto database = database::Database::open(sample.file()).value();
                auto transaction = database::Transaction::begin(database).value();
                for (std::size_t index = 0; index < done; ++index)
                    REQUIRE(database.execute(statements[index]));
                // What lies on the disk in this moment is what a kill leaves.
                std::filesystem::copy(sample.folder / "buffer", killed);
            }
            std::filesystem::remove_all(sample.folder / "buffer");
            std::filesystem::rename(killed, sample.folder / "buffer");
            {
                auto database = database::Database::open(sample.file()).value();
                CHECK(database.schema_version().value() == 1);
            }
            sample.check_everything_is_there();
        }
    }
}
