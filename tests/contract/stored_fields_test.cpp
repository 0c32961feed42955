// What `otklik privacy show` tells a data-protection officer is held against the real databases.

#include "cli/stored_fields.h"

#include <map>
#include <set>

#include <catch2/catch.hpp>

#include "core/base/json.h"
#include "core/database/database.h"
#include "core/form/response.h"
#include "core/store/schema.h"
#include "server/storage/schema.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using cli::Keeper;

namespace {

using Columns = std::map<std::string, std::set<std::string>>;

Columns columns_of(std::span<const database::Migration> migrations) {
    const test::TemporaryFolder folder;
    database::Database database = database::Database::open(folder / "schema.db").value();
    REQUIRE(database.migrate(migrations));
    Columns columns;
    database::Statement find =
        database
            .prepare(
                "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE "
                "m.type = 'table' AND m.name NOT LIKE 'sqlite_%'")
            .value();
    REQUIRE(find.bind({}));
    while (find.step().value())
        columns[std::string(find.text(0))].emplace(find.text(1));
    return columns;
}

Columns described(Keeper keeper, const Columns& real) {
    Columns columns;
    for (const cli::StoredField& field : cli::stored_fields()) {
        if (field.keeper != keeper) continue;
        std::set<std::string>& names = columns[std::string(field.table)];
        const auto table = real.find(std::string(field.table));
        if (field.column == "*" && table != real.end()) {
            CHECK(names.empty());
            names = table->second;
        } else {
            CHECK(names.emplace(field.column).second);
        }
    }
    return columns;
}

}  // namespace

TEST_CASE("every column of both databases is described for the data-protection officer") {
    const Columns kiosk = columns_of(store::migrations());
    const Columns server = columns_of(storage::migrations());
    REQUIRE(kiosk.contains("response"));
    REQUIRE(server.contains("response"));
    CHECK(described(Keeper::Kiosk, kiosk) == kiosk);
    CHECK(described(Keeper::Server, server) == server);
}

TEST_CASE("every member of a response is described, and no other") {
    const form::Response response{.form_id = "f",
        .form_version = "1",
        .place = "hall",
        .channel = "kiosk",
        .language = "ru",
        .layout = 1,
        .day = "2026-11-22",
        .partial = true,
        .flags = {"mashing/1"},
        .test = true,
        .asked = {"q"},
        .answers = {{"q", "5"}}};
    const Json json = Json::parse(form::encode_response(response)).value();
    std::set<std::string> real;
    for (const auto& [name, value] : *json.if_object())
        real.insert(name);
    std::set<std::string> told;
    for (const cli::ContentMember& member : cli::content_members())
        told.emplace(member.name);
    CHECK(told == real);
}
