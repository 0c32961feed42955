#include <catch2/catch.hpp>

#include "tests/server/ingest/ingest_sample.h"

using namespace otk;
using namespace otk::test;

TEST_CASE("a row with a flipped bit is parked and the others are counted") {
    Fixture fixture;
    wire::Batch batch =
        fixture.kiosk.batch(1, rows_of(fixture.kiosk, {"5", "4"}), fixture.server.keys());
    batch.rows[0].sealed[60] ^= 0x10U;
    const wire::Reply reply = fixture.server.send(fixture.kiosk.sign(batch));
    CHECK(reply.receipt->counted == 1);
    CHECK(reply.receipt->parked == 1);
    const auto parked = fixture.server.storage().parked_counts().value();
    REQUIRE(parked.size() == 1);
    CHECK(parked[0].reason == "opening_failed");
}

TEST_CASE("rows of an unknown form wait and are counted when it arrives") {
    SampleServer server;
    SampleKiosk kiosk;
    server.enrol(kiosk);
    const Bytes body = kiosk.body(1, rows_of(kiosk, {"5", "5"}), server.keys());
    const wire::Reply reply = server.send(body);
    CHECK(reply.receipt->parked == 2);
    CHECK(server.storage().parked_counts().value().at(0).reason == "form_unknown");
    CHECK(server.ingest().retry_parked().value().still_parked == 2);
    server.put_form("reception");
    const auto outcome = server.ingest().retry_parked().value();
    CHECK(outcome.counted == 2);
    CHECK(outcome.still_parked == 0);
    CHECK(counted(server.storage(), "rating", "5") == 2);
    CHECK(server.storage().parked_counts().value().empty());
    // The receipt stays as it was signed, and its rows stay held.
    CHECK(server.send(body).receipt->parked == 2);
    CHECK(counted(server.storage(), "rating", "5") == 2);
}

TEST_CASE("a value out of range is parked, whatever is wrong with it") {
    Fixture fixture;
    auto stranger_question = reception_response("5");
    stranger_question.answers.emplace_back("salary", "1");
    auto channel = reception_response("5");
    channel.channel = "telepathy";
    auto day = reception_response("5");
    day.day = "2026-13-40";
    const std::vector<SampleKiosk::Row> rows{fixture.kiosk.row(reception_response("6")),
        fixture.kiosk.row(reception_response("2", "waiting bribes")),
        fixture.kiosk.row(stranger_question), fixture.kiosk.row(channel), fixture.kiosk.row(day),
        fixture.kiosk.row(std::string("{\"v\":1}")), fixture.kiosk.row(reception_response("5"))};
    const wire::Reply reply =
        fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    CHECK(reply.receipt->parked == 6);
    CHECK(reply.receipt->counted == 1);
    const auto causes = fixture.server.storage().parked_counts().value();
    for (const storage::ParkedCount& parked : causes) {
        CHECK(parked.reason == "value_refused");
        CHECK(parked.detail.find("bribes") == std::string::npos);
        CHECK(parked.detail.find("telepathy") == std::string::npos);
    }
}

TEST_CASE("a trial's response of an unknown form waits like others, and then counts as a trial") {
    SampleServer server;
    SampleKiosk kiosk;
    server.enrol(kiosk);
    auto response = reception_response("2");
    response.test = true;
    CHECK(server.send(kiosk.body(1, {kiosk.row(response)}, server.keys())).receipt->parked == 1);
    CHECK(server.storage().test_count().value() == 0);
    server.put_form("reception");
    CHECK(server.ingest().retry_parked().value().still_parked == 0);
    CHECK(server.storage().test_count().value() == 1);
    CHECK(counted(server.storage(), "rating", "2") == 0);
}
