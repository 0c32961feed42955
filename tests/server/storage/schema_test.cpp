#include "server/storage/schema.h"

#include <catch2/catch.hpp>

#include "core/database/database.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using namespace otk::test;

TEST_CASE("responses kept by the first schema are found by the next one") {
    const TemporaryFolder folder;
    const Path file = folder / "otklik.db";
    const std::string content = form::encode_response(reception_response("4"));
    {
        auto old = database::Database::open(file).value();
        REQUIRE(old.migrate(storage::migrations().first(1)));
        auto insert = old.prepare(
            "INSERT INTO response (id, day, day_is_servers, flagged, content) "
            "VALUES (?1, '2026-11-20', 1, 0, ?2)");
        for (std::int64_t id = 1; id <= 2; ++id)
            REQUIRE(insert.value().run({id, std::string_view(content)}));
    }
    const auto storage = storage::open_sqlite_storage(file).value();
    int found = 0;
    REQUIRE(storage->for_each_response([&](const storage::StoredResponse& stored) -> Result<void> {
        ++found;
        CHECK(stored.day == "2026-11-20");
        CHECK(stored.place == "reception-7");
        CHECK(stored.day_is_servers);
        CHECK_FALSE(stored.flagged);
        CHECK(stored.content == content);
        return {};
    }));
    CHECK(found == 2);
}
