#include <catch2/catch.hpp>

#include "core/database/database.h"
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

namespace {

/// The same rows under another number, the one at `damaged` with a flipped bit.
Bytes damaged_body(Fixture& fixture, std::uint32_t number,
    const std::vector<SampleKiosk::Row>& rows, std::size_t damaged) {
    wire::Batch batch = fixture.kiosk.batch(number, rows, fixture.server.keys());
    batch.rows.at(damaged).sealed[60] ^= 0x10U;
    return fixture.kiosk.sign(batch);
}

std::int64_t responses_kept(storage::Storage& storage) {
    std::int64_t n = 0;
    REQUIRE(storage.for_each_response([&](const storage::StoredResponse&) -> Result<void> {
        ++n;
        return {};
    }));
    return n;
}

}  // namespace

TEST_CASE("a sound copy of a row that came damaged takes its place and is counted once") {
    Fixture fixture;
    storage::Storage& storage = fixture.server.storage();
    const auto rows = rows_of(fixture.kiosk, {"5", "4"});
    const Bytes damaged = damaged_body(fixture, 1, rows, 0);
    CHECK(fixture.server.send(damaged).receipt->parked == 1);
    const Bytes sound = fixture.kiosk.body(2, rows, fixture.server.keys());
    const wire::Reply reply = fixture.server.send(sound);
    CHECK(reply.receipt->counted == 1);
    CHECK(reply.receipt->already_held == 1);
    CHECK(storage.parked_counts().value().empty());
    // Neither copy changes anything any more, in whichever batch.
    static_cast<void>(fixture.server.send(sound));
    static_cast<void>(fixture.server.send(damaged));
    CHECK(fixture.server.send(damaged_body(fixture, 3, rows, 0)).receipt->already_held == 2);
    CHECK(fixture.server.send(fixture.kiosk.body(4, rows, fixture.server.keys()))
              .receipt->already_held == 2);
    CHECK(fixture.server.ingest().retry_parked().value().counted == 0);
    CHECK(counted(storage, "rating", "5") == 1);
    CHECK(counted(storage, "rating", "4") == 1);
    CHECK(responses_kept(storage) == 2);
    const auto days = days_of(storage);
    CHECK(ingest::rebuild_roll_ups(storage).value() == 2);
    CHECK(days_of(storage) == days);
}

TEST_CASE("a damaged copy of a row that is counted, or parked as damaged, is held already") {
    Fixture fixture;
    storage::Storage& storage = fixture.server.storage();
    const auto rows = rows_of(fixture.kiosk, {"5", "4"});
    fixture.server.send(damaged_body(fixture, 1, rows, 1));
    const wire::Reply reply = fixture.server.send(damaged_body(fixture, 2, rows, 0));
    // The sound copy of the second row came beside the damaged one of the first.
    CHECK(reply.receipt->already_held == 1);
    CHECK(reply.receipt->counted == 1);
    CHECK(storage.parked_counts().value().empty());
    const auto lost = rows_of(fixture.kiosk, {"1"});
    CHECK(fixture.server.send(damaged_body(fixture, 3, lost, 0)).receipt->parked == 1);
    CHECK(fixture.server.send(damaged_body(fixture, 4, lost, 0)).receipt->already_held == 1);
    REQUIRE(storage.parked_counts().value().size() == 1);
    CHECK(storage.parked_counts().value()[0].rows == 1);
    CHECK(counted(storage, "rating", "1") == 0);
}

TEST_CASE("both copies of a row in bodies that wait together are counted once") {
    Fixture fixture;
    storage::Storage& storage = fixture.server.storage();
    const auto rows = rows_of(fixture.kiosk, {"5"});
    const Bytes damaged = damaged_body(fixture, 1, rows, 0);
    const Bytes sound = fixture.kiosk.body(2, rows, fixture.server.keys());
    const Bytes again = fixture.kiosk.body(3, rows, fixture.server.keys());
    const std::vector<ByteView> bodies{damaged, sound, again};
    for (const auto& reply : fixture.server.ingest().receive_all(bodies))
        CHECK(reply);
    CHECK(fixture.server.ingest().counters().counted == 1);
    CHECK(counted(storage, "rating", "5") == 1);
    CHECK(storage.parked_counts().value().empty());
}

TEST_CASE("a sound copy whose transaction is undone leaves the damaged one parked") {
    Fixture fixture;
    storage::Storage& storage = fixture.server.storage();
    const auto rows = rows_of(fixture.kiosk, {"5"});
    fixture.server.send(damaged_body(fixture, 1, rows, 0));
    auto beside = database::Database::open(fixture.server.database()).value();
    // The last write before the commit.
    REQUIRE(
        beside.execute("CREATE TRIGGER refuse BEFORE INSERT ON asked_quarter "
                       "BEGIN SELECT RAISE(ABORT, 'refused'); END"));
    const Bytes sound = fixture.kiosk.body(2, rows, fixture.server.keys());
    CHECK_FALSE(fixture.server.ingest().receive(sound));
    CHECK(storage.parked_counts().value().size() == 1);
    CHECK(counted(storage, "rating", "5") == 0);
    CHECK(responses_kept(storage) == 0);
    REQUIRE(beside.execute("DROP TRIGGER refuse"));
    CHECK(fixture.server.send(sound).receipt->counted == 1);
    CHECK(storage.parked_counts().value().empty());
    CHECK(counted(storage, "rating", "5") == 1);
}

TEST_CASE("a sound copy of an unknown form waits in the damaged one's place") {
    SampleServer server;
    SampleKiosk kiosk;
    server.enrol(kiosk);
    const auto rows = rows_of(kiosk, {"5"});
    wire::Batch batch = kiosk.batch(1, rows, server.keys());
    batch.rows[0].sealed[60] ^= 0x10U;
    server.send(kiosk.sign(batch));
    CHECK(server.send(kiosk.body(2, rows, server.keys())).receipt->parked == 1);
    const auto parked = server.storage().parked_counts().value();
    REQUIRE(parked.size() == 1);
    CHECK(parked[0].reason == "form_unknown");
    CHECK(server.send(kiosk.body(3, rows, server.keys())).receipt->already_held == 1);
    server.put_form("reception");
    CHECK(server.ingest().retry_parked().value().counted == 1);
    CHECK(counted(server.storage(), "rating", "5") == 1);
    CHECK(server.storage().parked_counts().value().empty());
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
