#include "server/ingest/ingest.h"

#include <catch2/catch.hpp>

#include "core/database/database.h"
#include "tests/server/ingest/ingest_sample.h"

using namespace otk;
using namespace otk::test;

TEST_CASE("a batch is counted once and its receipt names every row") {
    Fixture fixture;
    const Bytes body =
        fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5", "5", "2"}), fixture.server.keys());
    const wire::Reply reply = fixture.server.send(body);
    CHECK(reply.receipt->counted == 3);
    CHECK(reply.receipt->parked == 0);
    CHECK(reply.receipt->already_held == 0);
    CHECK(reply.receipt->order == wire::BufferOrder::Keep);
    CHECK(reply.subject.body_hash == wire::batch_hash(body));
    CHECK(counted(fixture.server.storage(), "rating", "5") == 2);
    CHECK(counted(fixture.server.storage(), "rating", "2") == 1);
    CHECK(reply.holdings.ranges == std::vector<wire::NumberRange>{{1, 1}});
    CHECK(reply.holdings.incarnation == fixture.server.ingest().incarnation());
}

TEST_CASE("the same batch twice gets its receipt's bytes again and counts once") {
    Fixture fixture;
    const Bytes body = fixture.kiosk.body(1, rows_of(fixture.kiosk, {"4"}), fixture.server.keys());
    const Bytes first = fixture.server.ingest().receive(body).value();
    const Bytes second = fixture.server.ingest().receive(body).value();
    CHECK(first == second);
    CHECK(counted(fixture.server.storage(), "rating", "4") == 1);
    CHECK(fixture.server.ingest().counters().repeated == 1);
}

TEST_CASE("other rows under a taken number are taken as far as they are new") {
    Fixture fixture;
    auto rows = rows_of(fixture.kiosk, {"4", "3"});
    fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    rows.push_back(fixture.kiosk.row(reception_response("1")));
    const wire::Reply reply =
        fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    CHECK(reply.receipt->counted == 1);
    CHECK(reply.receipt->already_held == 2);
    CHECK(reply.receipt->order == wire::BufferOrder::BeginNew);
    CHECK(counted(fixture.server.storage(), "rating", "4") == 1);
    CHECK(counted(fixture.server.storage(), "rating", "1") == 1);
    CHECK(fixture.server.storage().alarm_count().value() == 1);
}

TEST_CASE("rows that come again under a new buffer count once and raise no alarm") {
    Fixture fixture;
    const auto rows = rows_of(fixture.kiosk, {"4", "3"});
    fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    fixture.kiosk.begin_new_buffer();
    const wire::Reply reply =
        fixture.server.send(fixture.kiosk.body(1, rows, fixture.server.keys()));
    CHECK(reply.receipt->already_held == 2);
    CHECK(reply.receipt->order == wire::BufferOrder::Keep);
    CHECK(counted(fixture.server.storage(), "rating", "4") == 1);
    CHECK(fixture.server.storage().alarm_count().value() == 0);
}

TEST_CASE("batches that wait together are answered each in its place") {
    Fixture fixture;
    const auto body = [&](std::uint32_t number, const std::vector<const char*>& marks) {
        return fixture.kiosk.body(number, rows_of(fixture.kiosk, marks), fixture.server.keys());
    };
    const Bytes first = body(1, {"5", "5"});
    Bytes forged = body(2, {"1"});
    forged.back() ^= 1U;
    const Bytes second = body(2, {"4"});
    const std::vector<ByteView> bodies{first, forged, second, first};
    const auto replies = fixture.server.ingest().receive_all(bodies);
    REQUIRE(replies.size() == 4);
    CHECK(replies[1].error().kind == ErrorKind::Permission);
    CHECK(replies[0].value() == replies[3].value());
    const std::vector<crypto::PublicKey> trusted{fixture.server.keys().receipt_key().public_key()};
    const auto reply = wire::decode_reply(replies[2].value(), trusted).value();
    CHECK(reply.subject.body_hash == wire::batch_hash(second));
    CHECK(reply.receipt->counted == 1);
    CHECK(reply.holdings.ranges == std::vector<wire::NumberRange>{{1, 2}});
    CHECK(counted(fixture.server.storage(), "rating", "5") == 2);
    CHECK(counted(fixture.server.storage(), "rating", "4") == 1);
    const auto& counters = fixture.server.ingest().counters();
    CHECK(counters.batches == 2);
    CHECK(counters.repeated == 1);
    CHECK(counters.refused == 1);
    CHECK(counters.counted == 3);
    CHECK(fixture.server.ingest().receive_all({}).empty());
}

TEST_CASE("a batch that cannot be stored takes none of those beside it along") {
    Fixture fixture;
    auto beside = database::Database::open(fixture.server.database()).value();
    REQUIRE(beside.execute(
        "CREATE TRIGGER refuse_second BEFORE INSERT ON batch WHEN NEW.batch_number = 2 "
        "BEGIN SELECT RAISE(ABORT, 'refused'); END"));
    std::vector<Bytes> bodies;
    for (std::uint32_t number = 1; number <= 3; ++number) {
        bodies.push_back(
            fixture.kiosk.body(number, rows_of(fixture.kiosk, {"5"}), fixture.server.keys()));
    }
    const std::vector<ByteView> views(bodies.begin(), bodies.end());
    const auto replies = fixture.server.ingest().receive_all(views);
    CHECK(replies.at(0));
    CHECK_FALSE(replies.at(1));
    CHECK(replies.at(2));
    CHECK(counted(fixture.server.storage(), "rating", "5") == 2);
    REQUIRE(beside.execute("DROP TRIGGER refuse_second"));
    CHECK(fixture.server.send(bodies[1]).receipt->counted == 1);
    CHECK(counted(fixture.server.storage(), "rating", "5") == 3);
}

TEST_CASE("batches may arrive in any order and holdings name the gaps") {
    Fixture fixture;
    const auto send = [&](std::uint32_t number) {
        return fixture.server
            .send(fixture.kiosk.body(number, rows_of(fixture.kiosk, {"5"}), fixture.server.keys()))
            .holdings.ranges;
    };
    using Ranges = std::vector<wire::NumberRange>;
    CHECK(send(5) == Ranges{{5, 5}});
    CHECK(send(2) == Ranges{{2, 2}, {5, 5}});
    CHECK(send(3) == Ranges{{2, 3}, {5, 5}});
    CHECK(send(4) == Ranges{{2, 5}});
    CHECK(send(1) == Ranges{{1, 5}});
    CHECK(send(6) == Ranges{{1, 6}});
}

TEST_CASE("a wrong signature, a strange kiosk and a page of HTML change nothing") {
    Fixture fixture;
    Bytes body = fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5"}), fixture.server.keys());
    body.back() ^= 1U;
    CHECK(fixture.server.ingest().receive(body).error().kind == ErrorKind::Permission);
    SampleKiosk stranger(99);
    const Bytes strange = stranger.body(1, rows_of(stranger, {"5"}), fixture.server.keys());
    CHECK(fixture.server.ingest().receive(strange).error().kind == ErrorKind::NotFound);
    const auto html = bytes_of("<!doctype html><title>Wi-Fi</title>");
    CHECK(fixture.server.ingest().receive(html).error().kind == ErrorKind::InvalidInput);
    CHECK(fixture.server.storage().newest_batch().value() == 0);
    CHECK(fixture.server.ingest().counters().refused == 3);
}
