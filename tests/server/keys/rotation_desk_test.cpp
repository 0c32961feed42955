#include "server/keys/rotation_desk.h"

#include <array>

#include <catch2/catch.hpp>

#include "tests/server/support/sample_kiosk.h"

using namespace otk;

namespace {

/// A server with one kiosk.
struct Fixture {
    test::SampleServer server;
    SystemRandom random;
    test::SampleKiosk kiosk;
    Path state = server.folder() / "state";
    keys::RotationDesk desk{{.storage = &server.storage(),
        .keys = &server.keys(),
        .clock = &server.clock(),
        .state_folder = state}};

    Fixture() {
        server.put_form("reception");
        server.enrol(kiosk);
    }

    Result<Bytes> ask(ByteView request) {
        const keys::HeardRotation heard = OTK_TRY(keys::hear_rotation(server.storage(), request));
        return desk.rotate(heard);
    }
    ErrorKind refusal(ByteView request) { return ask(request).error().kind; }
    Bytes request(const crypto::SigningKey& before, const crypto::SigningKey& after) {
        return wire::encode_key_rotation(kiosk.id(), before, after);
    }
    crypto::SigningKey key_of_kiosk() {
        return crypto::SigningKey::from_seed(kiosk.key().seed()).value();
    }
    crypto::SigningKey any_key() { return crypto::SigningKey::generate(random); }
    storage::Kiosk stored() { return *server.storage().find_kiosk(kiosk.id()).value(); }
    std::string audit() {
        const Result<Bytes> log = read_file(state / "audit.log", 1U << 20U);
        return log ? std::string(text_of(*log)) : std::string();
    }
    Bytes batch(std::uint32_t number) {
        return kiosk.body(number, {kiosk.row(test::reception_response("5"))}, server.keys());
    }
    /// From now on the kiosk signs with its new key, which the server knows.
    void rotate() {
        const crypto::SigningKey before = key_of_kiosk();
        kiosk.begin_new_key();
        REQUIRE(ask(request(before, kiosk.key())));
    }
};

}  // namespace

TEST_CASE("a new key that the old one introduces is the kiosk's, and the audit log says so") {
    Fixture fixture;
    const crypto::PublicKey old = fixture.kiosk.public_key();
    const crypto::SigningKey next = fixture.any_key();
    const Bytes request = fixture.request(fixture.kiosk.key(), next);
    const Bytes answer = fixture.ask(request).value();
    const std::array trusted{fixture.server.keys().receipt_key().public_key()};
    CHECK(wire::check_key_rotation_answer(answer, wire::key_rotation_hash(request), trusted));
    CHECK(fixture.stored().key == next.public_key());
    CHECK(fixture.stored().former_keys == std::vector{old});
    CHECK(fixture.audit().find("new-key kiosk=" + fixture.kiosk.id().text()) != std::string::npos);
}

TEST_CASE("a key introduces one successor, and the same request gets the same answer for ever") {
    Fixture fixture;
    const crypto::SigningKey first = fixture.key_of_kiosk();
    const crypto::SigningKey second = fixture.any_key();
    const Bytes request = fixture.request(first, second);
    const Bytes answer = fixture.ask(request).value();
    const std::string audit = fixture.audit();
    CHECK(fixture.ask(request).value() == answer);
    CHECK(fixture.audit() == audit);
    CHECK(fixture.refusal(fixture.request(first, fixture.any_key())) == ErrorKind::Permission);
    const crypto::SigningKey third = fixture.any_key();
    REQUIRE(fixture.ask(fixture.request(second, third)));
    CHECK(fixture.refusal(request) == ErrorKind::Permission);
    CHECK(fixture.refusal(fixture.request(third, first)) == ErrorKind::Conflict);
    CHECK(fixture.stored().former_keys == std::vector{first.public_key(), second.public_key()});
}

TEST_CASE("strangers, unknown and revoked kiosks get no new key, nor somebody else's") {
    Fixture fixture;
    const crypto::SigningKey next = fixture.any_key();
    CHECK(fixture.refusal(fixture.request(fixture.any_key(), next)) == ErrorKind::Permission);
    CHECK(fixture.refusal(wire::encode_key_rotation({}, fixture.kiosk.key(), next)) ==
          ErrorKind::Permission);
    CHECK(fixture.refusal(bytes_of("nothing")) == ErrorKind::InvalidInput);
    test::SampleKiosk other(2);
    fixture.server.enrol(other);
    CHECK(
        fixture.refusal(fixture.request(fixture.kiosk.key(), other.key())) == ErrorKind::Conflict);
    REQUIRE(fixture.server.storage().in_transaction([&]() -> Result<void> {
        OTK_TRY(fixture.server.storage().set_revoked(fixture.kiosk.id(), "2026-11-26"));
        return {};
    }));
    CHECK(fixture.refusal(fixture.request(fixture.kiosk.key(), next)) == ErrorKind::Permission);
    CHECK(fixture.stored().former_keys.empty());
}

TEST_CASE(
    "a batch that was frozen under the old key is taken after the change, a stranger's is not") {
    Fixture fixture;
    const Bytes frozen = fixture.batch(1);
    fixture.rotate();
    fixture.rotate();
    CHECK(fixture.server.send(frozen).receipt->counted == 1);
    CHECK(fixture.server.send(fixture.batch(2)).receipt->counted == 1);
    // Again, as after a receipt that was lost.
    CHECK(fixture.server.send(frozen).receipt->counted == 1);
    fixture.kiosk.begin_new_key();
    CHECK(fixture.server.ingest().receive(fixture.batch(3)).error().kind == ErrorKind::Permission);
}

TEST_CASE("a kiosk has a limited number of former keys") {
    Fixture fixture;
    for (std::size_t count = 0; count < keys::former_keys_max; ++count)
        fixture.rotate();
    CHECK(fixture.refusal(fixture.request(fixture.kiosk.key(), fixture.any_key())) ==
          ErrorKind::Conflict);
    CHECK(fixture.server.send(fixture.batch(1)).receipt->counted == 1);
}
