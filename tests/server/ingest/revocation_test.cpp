#include <catch2/catch.hpp>

#include "core/wire/void.h"
#include "tests/server/ingest/ingest_sample.h"

using namespace otk;
using namespace otk::test;

namespace {

/// False if there is no such kiosk; an empty day lets it in again.
bool set_revoked(storage::Storage& storage, const wire::KioskId& id, const std::string& day) {
    bool is_known = false;
    REQUIRE(storage.in_transaction([&]() -> Result<void> {
        is_known = OTK_TRY(storage.set_revoked(id, day));
        return {};
    }));
    return is_known;
}

}  // namespace

TEST_CASE("of a revoked kiosk nothing is taken until it is let in again, and it learns so signed") {
    Fixture fixture;
    storage::Storage& storage = fixture.server.storage();
    const Bytes body = fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5"}), fixture.server.keys());
    CHECK_FALSE(set_revoked(storage, wire::KioskId{}, "2026-11-26"));
    CHECK(set_revoked(storage, fixture.kiosk.id(), "2026-11-26"));
    const Bytes reply = fixture.server.ingest().receive(body).value();
    const std::vector keys{fixture.server.keys().receipt_key().public_key()};
    const auto subject = wire::decode_revocation(reply, keys).value();
    CHECK(subject.batch == wire::peek_batch(body).value());
    CHECK(subject.body_hash == wire::batch_hash(body));
    CHECK(counted(storage, "rating", "5") == 0);
    CHECK(fixture.server.ingest().counters().refused == 1);
    // Who only knows the kiosk's id gets no signed word.
    Bytes forged = body;
    forged.back() ^= 1U;
    CHECK(fixture.server.ingest().receive(forged).error().kind == ErrorKind::Permission);

    CHECK(set_revoked(storage, fixture.kiosk.id(), ""));
    CHECK(fixture.server.send(body).receipt->counted == 1);
    CHECK(counted(storage, "rating", "5") == 1);
}

TEST_CASE("a void of a revoked kiosk is answered with the revocation too, and ends nothing") {
    Fixture fixture;
    const Bytes body = fixture.kiosk.body(1, rows_of(fixture.kiosk, {"5"}), fixture.server.keys());
    const std::vector keys{fixture.server.keys().receipt_key().public_key()};
    REQUIRE(set_revoked(fixture.server.storage(), fixture.kiosk.id(), "2026-11-26"));
    for (const crypto::Hash256& hash : {wire::batch_hash(body), wire::unknown_body}) {
        const wire::StatementSubject subject{wire::peek_batch(body).value(), hash};
        const Bytes end = wire::encode_void(subject, fixture.kiosk.key());
        const Bytes reply = fixture.server.ingest().receive(end).value();
        CHECK(wire::decode_revocation(reply, keys).value() == subject);
    }
    CHECK(fixture.server.ingest().counters().refused == 2);
    CHECK(fixture.server.ingest().counters().voided == 0);
    // No tombstone lies in the way of the batch.
    REQUIRE(set_revoked(fixture.server.storage(), fixture.kiosk.id(), ""));
    CHECK(fixture.server.send(body).receipt->counted == 1);
}
