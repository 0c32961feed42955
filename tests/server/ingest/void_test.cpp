#include <catch2/catch.hpp>

#include "core/wire/void.h"
#include "tests/server/ingest/ingest_sample.h"

using namespace otk;
using namespace otk::test;

TEST_CASE("a void of a batch that never came leaves a tombstone, which stays the answer") {
    Fixture fixture;
    const Bytes body =
        fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5", "4"}), fixture.server.keys());
    const wire::StatementSubject subject{wire::peek_batch(body).value(), wire::batch_hash(body)};
    const Bytes end = wire::encode_void(subject, fixture.kiosk.key());
    const wire::Reply reply = fixture.server.send(end);
    CHECK_FALSE(reply.receipt);
    CHECK(reply.subject == subject);
    CHECK(reply.holdings.ranges == std::vector<wire::NumberRange>{{1, 1}});
    CHECK(reply.holdings.sequence == 1);
    const Bytes again = fixture.server.ingest().receive(end).value();
    CHECK(fixture.server.ingest().receive(end).value() == again);
    // The batch comes after all, from an old image say: it is not counted.
    const Bytes late = fixture.server.ingest().receive(body).value();
    CHECK(late == again);
    CHECK(counted(fixture.server.storage(), "rating", "5") == 0);
    CHECK(fixture.server.ingest().counters().voided == 1);
    CHECK(fixture.server.ingest().counters().counted == 0);
    CHECK(fixture.server.storage().alarm_count().value() == 1);
}

TEST_CASE("a void of a batch that came is answered with the receipt's bytes") {
    Fixture fixture;
    const auto rows = rows_of(fixture.kiosk, {"5", "4"});
    const Bytes body = fixture.kiosk.body(1, rows, fixture.server.keys());
    const Bytes first = fixture.server.ingest().receive(body).value();
    wire::StatementSubject subject{wire::peek_batch(body).value(), wire::batch_hash(body)};
    for (const crypto::Hash256& hash : {wire::batch_hash(body), wire::unknown_body}) {
        subject.body_hash = hash;
        const Bytes end = wire::encode_void(subject, fixture.kiosk.key());
        CHECK(fixture.server.ingest().receive(end).value() == first);
    }
    CHECK(fixture.server.storage().alarm_count().value() == 0);
    // Of another body under that number the server knows nothing.
    subject.body_hash[0] ^= 1U;
    CHECK_FALSE(fixture.server.send(wire::encode_void(subject, fixture.kiosk.key())).receipt);
}

TEST_CASE("rows of a voided batch are counted once, under whichever number they come") {
    Fixture fixture;
    const auto rows = rows_of(fixture.kiosk, {"5", "4"});
    const Bytes body = fixture.kiosk.body(1, rows, fixture.server.keys());
    const wire::StatementSubject subject{wire::peek_batch(body).value(), wire::unknown_body};
    const Bytes end = wire::encode_void(subject, fixture.kiosk.key());
    CHECK_FALSE(fixture.server.send(end).receipt);
    CHECK_FALSE(fixture.server.send(end).receipt);
    CHECK(
        fixture.server.send(fixture.kiosk.body(2, rows, fixture.server.keys())).receipt->counted ==
        2);
    // The body was not known when it was voided: it is taken for another one.
    const wire::Reply late = fixture.server.send(body);
    REQUIRE(late.receipt);
    CHECK(late.receipt->already_held == 2);
    CHECK(counted(fixture.server.storage(), "rating", "5") == 1);
}

TEST_CASE("a void is refused like a batch: unsigned, of a stranger, of another version") {
    Fixture fixture;
    SampleKiosk stranger(99);
    const wire::StatementSubject subject{
        wire::BatchIdentity{.kiosk = fixture.kiosk.id(), .buffer = {}, .number = 1}, {}};
    const auto kind = [&](const Bytes& body) {
        return fixture.server.ingest().receive(body).error().kind;
    };
    CHECK(kind(wire::encode_void(subject, stranger.key())) == ErrorKind::Permission);
    wire::StatementSubject foreign = subject;
    foreign.batch.kiosk = stranger.id();
    CHECK(kind(wire::encode_void(foreign, stranger.key())) == ErrorKind::NotFound);
    Bytes next_version = wire::encode_void(subject, fixture.kiosk.key());
    next_version[4] = 2;
    CHECK(kind(next_version) == ErrorKind::Unsupported);
    CHECK(fixture.server.ingest().counters().refused == 3);
    CHECK(fixture.server.storage().newest_batch().value() == 0);
}

TEST_CASE("voids and batches that wait together are answered each in its place") {
    Fixture fixture;
    const Bytes first = fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5"}), fixture.server.keys());
    const Bytes second =
        fixture.kiosk.body(2, rows_of(fixture.kiosk, {"4"}), fixture.server.keys());
    const wire::StatementSubject subject{
        wire::peek_batch(second).value(), wire::batch_hash(second)};
    const Bytes end = wire::encode_void(subject, fixture.kiosk.key());
    const std::vector<ByteView> bodies{first, end, second};
    const auto replies = fixture.server.ingest().receive_all(bodies);
    const std::vector<crypto::PublicKey> trusted{fixture.server.keys().receipt_key().public_key()};
    CHECK(wire::decode_reply(replies.at(0).value(), trusted)->receipt);
    CHECK_FALSE(wire::decode_reply(replies.at(1).value(), trusted)->receipt);
    CHECK(replies.at(1).value() == replies.at(2).value());
    CHECK(counted(fixture.server.storage(), "rating", "4") == 0);
}
