#include "server/keys/enrolment_desk.h"

#include <catch2/catch.hpp>

#include "server/keys/tenant_keys.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;

namespace {

constexpr std::int64_t hour_s = 3600;

/// A server with an installed keys.json, and a ticket of it.
struct Fixture {
    test::SampleServer server;
    SystemRandom random;
    Path state = server.folder() / "state";
    crypto::SigningKey root = crypto::SigningKey::generate(random);
    wire::Ticket ticket = make_ticket();
    crypto::SigningKey kiosk = crypto::SigningKey::generate(random);
    keys::EnrolmentDesk desk{{.storage = &server.storage(),
        .keys = &server.keys(),
        .clock = &server.clock(),
        .random = &random,
        .state_folder = state,
        .url = "https://kiosks.example",
        .tls_authority = {}}};

    Fixture() { install(); }

    void install() {
        const keys::OwnKeys own{.ring = &server.keys(), .tls_pin = crypto::sha256(bytes_of("used"))};
        wire::KeyList list = keys::next_list(keys::read_tenant_keys(state).value(), own);
        if (list.tls_pins.size() < 2) list.tls_pins.push_back(crypto::sha256(bytes_of("spare")));
        REQUIRE(keys::install_tenant_keys(
            state, wire::sign_key_list(list, root), root.public_key(), own));
    }

    wire::Ticket make_ticket() {
        wire::Ticket made{.url = "https://kiosks.example",
            .root = root.public_key(),
            .code = wire::EnrolmentCode::random(random)};
        const storage::StoredCode code{.key = made.code.key().public_key(),
            .place = "reception-7",
            .expires_unix_s = server.clock().unix_seconds() + hour_s};
        REQUIRE(server.storage().in_transaction([&] { return server.storage().put_code(code); }));
        return made;
    }

    Result<Bytes> ask(const wire::Ticket& with, const crypto::SigningKey& who) {
        return desk.enrol(wire::encode_enrolment_request(with, who));
    }
    ErrorKind refusal(const wire::Ticket& with, const crypto::SigningKey& who) {
        return ask(with, who).error().kind;
    }
    wire::Enrolment opened(const Bytes& answer) {
        const Bytes request = wire::encode_enrolment_request(ticket, kiosk);
        return wire::open_enrolment_answer(
            answer, root.public_key(), wire::enrolment_request_hash(request))
            .value();
    }
};

}  // namespace

TEST_CASE("a code lets one kiosk in, at the place that it was made for") {
    Fixture fixture;
    const wire::Enrolment enrolment = fixture.opened(fixture.ask(fixture.ticket, fixture.kiosk).value());
    CHECK(enrolment.place == "reception-7");
    const auto kiosk = fixture.server.storage().find_kiosk(enrolment.kiosk).value();
    CHECK(kiosk->key == fixture.kiosk.public_key());
    CHECK(kiosk->place == "reception-7");
    CHECK(enrolment.server_key == fixture.server.keys().box_public_key());
}

TEST_CASE("the same request gets the same bytes until the code expires, also after newer keys") {
    Fixture fixture;
    const Bytes first = fixture.ask(fixture.ticket, fixture.kiosk).value();
    fixture.install();
    CHECK(fixture.ask(fixture.ticket, fixture.kiosk).value() == first);
    fixture.server.clock().advance_ms(hour_s * 1000);
    CHECK(fixture.refusal(fixture.ticket, fixture.kiosk) == ErrorKind::Permission);
}

TEST_CASE("a used code lets no other key in") {
    Fixture fixture;
    REQUIRE(fixture.ask(fixture.ticket, fixture.kiosk));
    const auto other = crypto::SigningKey::generate(fixture.random);
    CHECK(fixture.refusal(fixture.ticket, other) == ErrorKind::Permission);
}

TEST_CASE("an unknown code, an expired one and one of another tenant are refused with one reason") {
    Fixture fixture;
    wire::Ticket guessed = fixture.ticket;
    guessed.code = wire::EnrolmentCode::random(fixture.random);
    const Error unknown = fixture.ask(guessed, fixture.kiosk).error();
    wire::Ticket foreign = fixture.make_ticket();
    foreign.root = crypto::SigningKey::generate(fixture.random).public_key();
    const Error other_root = fixture.ask(foreign, fixture.kiosk).error();
    fixture.server.clock().advance_ms(hour_s * 1000);
    const Error expired = fixture.ask(fixture.ticket, fixture.kiosk).error();
    CHECK(unknown.kind == ErrorKind::Permission);
    CHECK(other_root.kind == unknown.kind);
    CHECK(expired.kind == unknown.kind);
    CHECK(other_root.context == unknown.context);
    CHECK(expired.context == unknown.context);
}

TEST_CASE("a foreign root's request does not use the code up") {
    Fixture fixture;
    wire::Ticket foreign = fixture.ticket;
    foreign.root = crypto::SigningKey::generate(fixture.random).public_key();
    REQUIRE(fixture.refusal(foreign, fixture.kiosk) == ErrorKind::Permission);
    CHECK(fixture.ask(fixture.ticket, crypto::SigningKey::generate(fixture.random)));
}

TEST_CASE("what is no request is refused") {
    Fixture fixture;
    CHECK(fixture.desk.enrol(bytes_of("{}")).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("too many requests wait, and are taken again as time goes on") {
    Fixture fixture;
    wire::Ticket guessed = fixture.ticket;
    guessed.code = wire::EnrolmentCode::random(fixture.random);
    for (std::int64_t number = 0; number < keys::enrolments_at_once_max; ++number)
        REQUIRE(fixture.refusal(guessed, fixture.kiosk) == ErrorKind::Permission);
    CHECK(fixture.refusal(fixture.ticket, fixture.kiosk) == ErrorKind::Unavailable);
    fixture.server.clock().advance_ms(1000);
    CHECK(fixture.ask(fixture.ticket, fixture.kiosk));
}

TEST_CASE("expired codes are forgotten, others stay") {
    Fixture fixture;
    storage::Storage& storage = fixture.server.storage();
    const crypto::PublicKey key = fixture.ticket.code.key().public_key();
    const std::int64_t now_s = fixture.server.clock().unix_seconds();
    REQUIRE(storage.in_transaction([&] { return storage.forget_codes(now_s); }));
    CHECK(storage.find_code(key).value().has_value());
    REQUIRE(storage.in_transaction([&] { return storage.forget_codes(now_s + hour_s); }));
    CHECK_FALSE(storage.find_code(key).value().has_value());
}
