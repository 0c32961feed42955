#include <algorithm>
#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "core/database/database.h"
#include "server/ingest/ingest.h"
#include "server/storage/schema.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using namespace otk::test;
using database::Database;

namespace {

constexpr const char* unknown_form = "wide";
constexpr std::size_t version_before_editions = 4;

/// A server with answers of two days, a batch under whose number another came, and a row that
/// waits for its form.
struct Town {
    SampleServer server;
    SampleKiosk kiosk;
    Bytes first;        ///< a batch that was taken
    Bytes first_reply;  ///< and its receipt

    Town() {
        server.put_form("reception");
        server.enrol(kiosk);
        first = batch(1, {"5", "5", "4", "4", "3", "1"}, "2026-11-20");
        first_reply = verdict_of(first);
        server.send(batch(2, {"5", "2", "2", "3", "4"}, "2026-11-21"));
        server.send(batch(4, {"1"}, "2026-11-21"));
        form::Response unknown = reception_response("5");
        unknown.form_id = unknown_form;
        server.send(kiosk.body(5, {kiosk.row(unknown)}, server.keys()));
    }

    Bytes batch(std::uint32_t number, std::initializer_list<const char*> marks, const char* day) {
        std::vector<SampleKiosk::Row> rows;
        for (const char* mark : marks) {
            form::Response response = reception_response(mark);
            response.day = day;
            rows.push_back(kiosk.row(response));
        }
        return kiosk.body(number, rows, server.keys());
    }
    Bytes verdict_of(const Bytes& body) {
        const auto stored = server.send(body);
        return server.storage()
            .find_receipt(server.storage().find_kiosk(kiosk.id()).value().value(),
                stored.subject.batch, stored.subject.body_hash)
            .value()
            .value();
    }
};

std::vector<std::string> words(Database& database, const std::string& sql) {
    auto find = database.prepare(sql).value();
    REQUIRE(find.bind({}));
    std::vector<std::string> found;
    while (find.step().value())
        found.emplace_back(find.text(0));
    return found;
}

std::string columns_in_both(Database& database, const std::string& table) {
    std::string names;
    for (const std::string& name :
        words(database, format("SELECT name FROM pragma_table_info('{0}') WHERE name IN "
                               "(SELECT name FROM pragma_table_info('{0}', 'now'))",
                            table))) {
        names += names.empty() ? name : ", " + name;
    }
    return names;
}

/// A database as the program with that schema made it, with what it knew of the town.
void write_older(const Path& file, std::size_t version, const Path& town) {
    auto database = Database::open(file).value();
    REQUIRE(database.migrate(storage::migrations().first(version)));
    REQUIRE(database.execute(format("PRAGMA foreign_keys=OFF; ATTACH '{}' AS now", town.string())));
    for (const std::string& table :
        words(database, "SELECT name FROM main.sqlite_schema WHERE type = 'table'")) {
        REQUIRE(database.execute(
            format("DELETE FROM main.{0}; INSERT INTO main.{0} ({1}) SELECT {1} FROM now.{0}",
                table, columns_in_both(database, table))));
    }
}

std::vector<std::string> contents(storage::Storage& storage) {
    std::vector<std::string> found;
    REQUIRE(storage.for_each_response([&](const storage::StoredResponse& response) -> Result<void> {
        found.push_back(response.day + response.place + response.content);
        return {};
    }));
    std::sort(found.begin(), found.end());
    return found;
}

std::int64_t answered(storage::Storage& storage, const char* period) {
    std::int64_t n = 0;
    const auto tally = storage
                           .tally(analysis::parse_period(period).value(), analysis::Readers::Inside,
                               analysis::Variant::All)
                           .value();
    for (const analysis::QuestionCount& count : tally.questions) {
        if (count.question == "rating") n += count.answered;
    }
    return n;
}

}  // namespace

TEST_CASE("a server's database of every version before keeps its data and goes on") {
    const std::size_t newest = storage::migrations().size();
    for (std::size_t version = 1; version < newest; ++version) {
        INFO("schema " << version);
        Town town;
        const Path file = town.server.folder() / "older.db";
        write_older(file, version, town.server.database());
        {
            auto database = Database::open(file).value();
            REQUIRE(database.schema_version().value() == static_cast<std::int64_t>(version));
        }

        const auto storage = storage::open_sqlite_storage(file).value();
        CHECK(contents(*storage) == contents(town.server.storage()));
        CHECK(contents(*storage).size() == 12);
        CHECK(
            storage->roll_up_of_days().value() == town.server.storage().roll_up_of_days().value());
        CHECK(storage->roll_up_of_quarters().value() ==
              town.server.storage().roll_up_of_quarters().value());
        CHECK(storage->alarm_count().value() == 0);

        SeededRandom random(3);
        ingest::Ingest ingest(
            *storage, town.server.keys(), wire::Incarnation::random(random), town.server.clock());
        const std::vector<crypto::PublicKey> trusted{town.server.keys().receipt_key().public_key()};
        const auto again = wire::decode_reply(ingest.receive(town.first).value(), trusted).value();
        CHECK(wire::encode_receipt(again.receipt.value(), town.server.keys().receipt_key()) ==
              town.first_reply);
        CHECK(again.holdings.ranges == std::vector<wire::NumberRange>{{1, 2}, {4, 5}});
        CHECK(ingest.counters().repeated == 1);

        REQUIRE(storage->parked_counts().value().size() == 1);
        std::string form = golden_form("reception");
        form.replace(form.find("\"reception\""), 11, format("\"{}\"", unknown_form));
        REQUIRE(storage->in_transaction([&]() -> Result<void> {
            OTK_TRY(storage->put_form({unknown_form, "2026112201", form}));
            return {};
        }));
        CHECK(ingest.retry_parked().value().counted == 1);
        CHECK(ingest::rebuild_roll_ups(*storage).value() == 13);
    }
}

TEST_CASE("answers from before there were editions come into figures with the first one") {
    Town town;
    const Path file = town.server.folder() / "older.db";
    write_older(file, version_before_editions, town.server.database());
    const auto storage = storage::open_sqlite_storage(file).value();
    CHECK_FALSE(storage->newest_edition().value());
    CHECK(answered(*storage, "2026-Q4") == 0);

    ManualClock clock;
    clock.jump_to(1'795'219'200 + 36 * 3600);  // 2026-11-22, noon in Greenwich
    editions::Editions editions(
        *storage, clock, {.inside = {}, .outside = 10, .rhythm = analysis::Rhythm::Daily});
    REQUIRE(editions.make_if_due().value());
    CHECK(answered(*storage, "2026-11-20") == 6);
    CHECK(answered(*storage, "2026-11-21") == 6);
    CHECK(answered(*storage, "2026-Q4") == 12);
}
