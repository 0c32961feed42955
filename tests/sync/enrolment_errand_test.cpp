#include "sync/errands.h"

#include <catch2/catch.hpp>

#include "core/wire/enrolment_message.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"
#include "tests/sync/fake_registry.h"

using namespace otk;
using namespace otk::sync;
using otk::sync::test::FakeRegistry;

namespace {

struct Fixture {
    otk::test::TemporaryFolder folder;
    otk::test::ManualClock clock;
    SeededRandom random{7};
    crypto::SigningKey root = crypto::SigningKey::generate(random);
    crypto::SigningKey receipt_key = crypto::SigningKey::generate(random);
    wire::Ticket ticket{.url = "https://kiosks.example",
        .root = root.public_key(),
        .code = wire::EnrolmentCode::random(random)};
    Bytes request = wire::encode_enrolment_request(ticket, crypto::SigningKey::generate(random));
    FakeRegistry registry;
    Errand errand{enrolment_errand({folder.path() / "outbox", folder.path() / "inbox"},
                      root.public_key(), registry, {.first_ms = 1000, .largest_ms = 60'000}),
        clock, random};

    Fixture() {
        REQUIRE(make_folder(folder / "outbox"));
        REQUIRE(make_folder(folder / "inbox"));
        registry.answer = [this](
                              ByteView body) { return FakeRegistry::says(200, answer_to(body)); };
    }

    Bytes answer_to(ByteView body) {
        const wire::KeyList list{.sequence = 1,
            .box_keys = {crypto::BoxKey::generate(random).public_key()},
            .receipt_keys = {receipt_key.public_key()},
            .bundle_keys = {},
            .tls_pins = {crypto::sha256(bytes_of("a")), crypto::sha256(bytes_of("b"))}};
        return wire::encode_enrolment_answer({.request_hash = wire::enrolment_request_hash(body),
                                                 .kiosk = {},
                                                 .url = "https://kiosks.example",
                                                 .place = "hall-2",
                                                 .tls_authority = {}},
            wire::sign_key_list(list, root), receipt_key);
    }

    void lay_request() { REQUIRE(write_durably(folder / "outbox/enrolment.request", request)); }
    bool is_answered() { return std::filesystem::exists(folder / "inbox/enrolment.answer"); }
};

}  // namespace

TEST_CASE("without a request nobody is asked") {
    Fixture fixture;
    CHECK_FALSE(fixture.errand.step().has_value());
    CHECK(fixture.registry.asked == 0);
}

TEST_CASE("a request is carried once and its answer laid into the inbox") {
    Fixture fixture;
    fixture.lay_request();
    CHECK_FALSE(fixture.errand.step().has_value());
    CHECK(fixture.is_answered());
    CHECK_FALSE(fixture.errand.step().has_value());
    CHECK(fixture.registry.asked == 1);
}

TEST_CASE("an answer that the kiosk did not believe is asked for again") {
    Fixture fixture;
    fixture.lay_request();
    fixture.errand.step();
    REQUIRE(remove_durably(fixture.folder / "inbox/enrolment.answer"));
    fixture.errand.step();
    CHECK(fixture.registry.asked == 2);
    CHECK(fixture.is_answered());
}

TEST_CASE(
    "a refusal, a portal and an answer to another request bring nothing and are tried again") {
    Fixture fixture;
    fixture.lay_request();
    const auto answers =
        std::vector<PostOutcome>{FakeRegistry::says(403), FakeRegistry::says(200, Bytes(40, '<')),
            FakeRegistry::says(200, fixture.answer_to(bytes_of("another request")))};
    int asked = 0;
    for (const PostOutcome& answer : answers) {
        fixture.registry.answer = [&](ByteView) { return answer; };
        const auto wait_ms = fixture.errand.step();
        REQUIRE(wait_ms.has_value());
        CHECK(fixture.registry.asked == ++asked);
        CHECK_FALSE(fixture.is_answered());
        fixture.clock.advance_ms(*wait_ms);
    }
    fixture.registry.answer = [&](ByteView body) {
        return FakeRegistry::says(200, fixture.answer_to(body));
    };
    fixture.errand.step();
    CHECK(fixture.is_answered());
}

TEST_CASE("a server that asks for time gets it, within our own bound") {
    Fixture fixture;
    fixture.lay_request();
    fixture.registry.answer = [](ByteView) {
        PostOutcome outcome = FakeRegistry::says(503);
        outcome.retry_after_s = 30;
        return outcome;
    };
    CHECK(fixture.errand.step().value() >= 30'000);
    fixture.registry.answer = [](ByteView) {
        PostOutcome outcome = FakeRegistry::says(503);
        outcome.retry_after_s = 1'000'000;
        return outcome;
    };
    fixture.clock.advance_ms(120'000);
    CHECK(fixture.errand.step().value() <= 120'000);
}
