#include "server/ingest/count.h"

#include <catch2/catch.hpp>

#include "core/database/database.h"
#include "tests/server/ingest/ingest_sample.h"

using namespace otk;
using namespace otk::test;

TEST_CASE("what kiosks do in good faith is neither flagged nor alarmed") {
    Fixture fixture;
    const auto body = [&](std::uint32_t number, const std::vector<SampleKiosk::Row>& rows) {
        return fixture.kiosk.body(number, rows, fixture.server.keys());
    };
    auto unfinished = reception_response("1", "waiting papers politeness");
    unfinished.partial = true;
    auto timeless = reception_response("1");
    timeless.day.clear();
    const std::vector<SampleKiosk::Row> rows{
        fixture.kiosk.row(unfinished), fixture.kiosk.row(timeless)};
    const Bytes late = body(2, rows_of(fixture.kiosk, std::vector<const char*>(60, "1")));
    fixture.server.send(late);
    fixture.server.send(body(1, rows));
    fixture.server.send(late);  // the receipt was lost
    fixture.kiosk.begin_new_buffer();
    fixture.server.send(body(1, rows));  // saved from a damaged buffer
    fixture.server.send(body(2, {fixture.kiosk.row(std::string("{}"))}));  // waits, parked
    CHECK(fixture.server.storage().alarm_count().value() == 0);
    CHECK(counted(fixture.server.storage(), "rating", "1") == 62);
    for (const auto& [key, counts] : days_of(fixture.server.storage()))
        CHECK_FALSE(key.flagged);
    REQUIRE(fixture.server.storage().for_each_response(
        [](const storage::StoredResponse& stored) -> Result<void> {
            CHECK_FALSE(stored.flagged);
            return {};
        }));
}

TEST_CASE("what looks like misuse is counted, apart") {
    Fixture fixture;
    auto mashed = reception_response("1");
    mashed.flags = {"mashing/1"};
    const std::vector<SampleKiosk::Row> rows{
        fixture.kiosk.row(mashed), fixture.kiosk.row(reception_response("1"))};
    CHECK(
        fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys())).receipt->counted ==
        2);
    int flagged = 0;
    int unflagged = 0;
    for (const auto& [key, counts] : days_of(fixture.server.storage())) {
        if (key.question == "rating") (key.flagged ? flagged : unflagged) += 1;
    }
    CHECK(flagged == 1);
    CHECK(unflagged == 1);
    CHECK(counted(fixture.server.storage(), "rating", "1") == 2);
    // A rebuild from what is kept finds the same.
    REQUIRE(ingest::rebuild_roll_ups(fixture.server.storage()).value() == 2);
    CHECK(counted(fixture.server.storage(), "rating", "1") == 2);
}

TEST_CASE("each chosen reason is counted and the visitor once") {
    Fixture fixture;
    const std::vector<SampleKiosk::Row> rows{
        fixture.kiosk.row(reception_response("2", "waiting papers"))};
    fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    storage::Storage& storage = fixture.server.storage();
    CHECK(counted(storage, "reasons", "waiting") == 1);
    CHECK(counted(storage, "reasons", "papers") == 1);
    for (const auto& [key, counts] : days_of(storage)) {
        CHECK(counts.asked == 1);
        CHECK(counts.answered == 1);
        CHECK(key.place == "reception-7");
        CHECK(key.audience == "external");
        CHECK(key.day == "2026-11-20");
    }
    for (const auto& [key, counts] : quarters_of(storage)) {
        CHECK(key.day == "2026-Q4");
    }
}

TEST_CASE("the direction follows the form's rule") {
    Fixture fixture;
    auto told = reception_response("5");
    told.asked.emplace_back("direction");
    told.answers.emplace_back("direction", "appeal");
    const std::vector<SampleKiosk::Row> rows{
        fixture.kiosk.row(told), fixture.kiosk.row(reception_response("4"))};
    fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    for (const auto& [key, counts] : days_of(fixture.server.storage())) {
        if (key.question != "rating") continue;
        CHECK(key.direction == (counts.options.count("5") == 1 ? "appeal" : ""));
    }
}

TEST_CASE("in a survey by question each criterion is its own direction") {
    SampleServer server;
    SampleKiosk kiosk;
    server.put_form("staff");
    server.enrol(kiosk);
    form::Response response = reception_response("4");
    response.form_id = "staff";
    response.channel = "intranet";
    response.asked = {"overall", "hr"};
    response.answers = {{"overall", "4"}, {"hr", "2"}};
    server.send(kiosk.body(1, {kiosk.row(response)}, server.keys()));
    for (const auto& [key, counts] : days_of(server.storage())) {
        CHECK(key.audience == "internal");
        CHECK(key.direction == (key.question == "hr" ? "hr" : ""));
    }
}

TEST_CASE("a row of an untrusted clock is booked on the server's day, marked") {
    Fixture fixture;
    auto response = reception_response("5");
    response.day.clear();
    fixture.server.send(
        fixture.kiosk.body(1, {fixture.kiosk.row(response)}, fixture.server.keys()));
    const std::string today = to_text(day_of(fixture.server.clock().unix_seconds()));
    CHECK(fixture.server.storage().roll_up_of_days().value().begin()->first.day == today);
    REQUIRE(fixture.server.storage().for_each_response(
        [&](const storage::StoredResponse& stored) -> Result<void> {
            CHECK(stored.day_is_servers);
            CHECK(stored.day == today);
            return {};
        }));
}

TEST_CASE("a free text lies apart from its response and is counted as answered only") {
    Fixture fixture;
    auto response = reception_response("1", "waiting");
    response.asked.emplace_back("wish");
    response.answers.emplace_back("wish", "Поставьте скамейку");
    fixture.server.send(
        fixture.kiosk.body(1, {fixture.kiosk.row(response)}, fixture.server.keys()));
    REQUIRE(fixture.server.storage().for_each_response(
        [](const storage::StoredResponse& stored) -> Result<void> {
            CHECK(stored.content.find("скамейку") == std::string::npos);
            return {};
        }));
    bool seen = false;
    for (const auto& [key, counts] : days_of(fixture.server.storage())) {
        if (key.question != "wish") continue;
        seen = true;
        CHECK(counts.answered == 1);
        CHECK(counts.options.empty());
    }
    CHECK(seen);
}

TEST_CASE(
    "responses of a trial are taken, counted apart, and in no figure and no store of answers") {
    Fixture fixture;
    std::vector<SampleKiosk::Row> rows = rows_of(fixture.kiosk, {"5", "4"});
    for (const char* mark : {"1", "1", "1"}) {
        auto response = reception_response(mark, "waiting");
        response.test = true;
        response.asked.emplace_back("wish");
        response.answers.emplace_back("wish", "Проверяю");
        rows.push_back(fixture.kiosk.row(response));
    }
    storage::Storage& storage = fixture.server.storage();
    const Bytes body = fixture.kiosk.body(1, rows, fixture.server.keys());
    const wire::Reply reply = fixture.server.send(body);
    CHECK(reply.receipt->counted == 5);
    CHECK(reply.receipt->parked == 0);
    CHECK(storage.test_count().value() == 3);
    CHECK(counted(storage, "rating", "1") == 0);
    CHECK(counted(storage, "rating", "5") == 1);
    int kept = 0;
    REQUIRE(storage.for_each_response([&](const storage::StoredResponse& stored) -> Result<void> {
        ++kept;
        CHECK(stored.content.find("\"test\"") == std::string::npos);
        return {};
    }));
    CHECK(kept == 2);
    auto database = database::Database::open(fixture.server.database()).value();
    auto texts = database.prepare("SELECT COUNT(*) FROM free_text").value();
    REQUIRE(texts.first({}).value());
    CHECK(texts.integer(0) == 0);

    const auto days = days_of(storage);
    const auto quarters = quarters_of(storage);
    CHECK(ingest::rebuild_roll_ups(storage).value() == 2);
    CHECK(days_of(storage) == days);
    CHECK(quarters_of(storage) == quarters);
    // The same batch again changes nothing either.
    static_cast<void>(fixture.server.send(body));
    CHECK(storage.test_count().value() == 3);
}

TEST_CASE("a rebuild from the responses gives equal numbers") {
    Fixture fixture;
    SeededRandom chance(11);
    std::vector<SampleKiosk::Row> rows;
    for (int visitor = 0; visitor < 90; ++visitor) {
        const std::string mark = std::to_string(1 + chance.below(5));
        auto response = reception_response(mark, chance.below(2) == 0 ? "papers waiting" : "");
        response.partial = chance.below(4) == 0;
        if (chance.below(3) == 0) response.day.clear();
        if (chance.below(3) == 0) response.language = "en";
        if (chance.below(5) == 0) response.answers.emplace_back("wish", "текст");
        rows.push_back(fixture.kiosk.row(response));
    }
    fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    storage::Storage& storage = fixture.server.storage();
    const auto days = storage.roll_up_of_days().value();
    const auto quarters = storage.roll_up_of_quarters().value();
    CHECK(ingest::rebuild_roll_ups(storage).value() == 90);
    CHECK(storage.roll_up_of_days().value() == days);
    CHECK(storage.roll_up_of_quarters().value() == quarters);
    CHECK(storage::by_quarter(days) == quarters);
}
