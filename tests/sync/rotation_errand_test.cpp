#include "sync/errands.h"

#include <catch2/catch.hpp>

#include "core/wire/key_rotation.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"
#include "tests/sync/fake_registry.h"

using namespace otk;
using namespace otk::sync;
using otk::sync::test::FakeRegistry;

namespace {

constexpr std::int64_t day_ms = std::int64_t{24} * 60 * 60 * 1000;

struct Fixture {
    otk::test::TemporaryFolder folder;
    otk::test::ManualClock clock;
    SeededRandom random{7};
    crypto::SigningKey receipt_key = crypto::SigningKey::generate(random);
    crypto::SigningKey before = crypto::SigningKey::generate(random);
    FakeRegistry registry;
    Errand errand{
        rotation_errand({folder.path() / "outbox", folder.path() / "inbox"},
            {receipt_key.public_key()}, registry, {.first_ms = 1000, .largest_ms = 60'000}),
        clock, random};

    Fixture() {
        REQUIRE(make_folder(folder / "outbox"));
        REQUIRE(make_folder(folder / "inbox"));
        registry.answer = [this](ByteView body) {
            return FakeRegistry::says(
                200, wire::encode_key_rotation_answer(wire::key_rotation_hash(body), receipt_key));
        };
    }

    void lay_request() {
        REQUIRE(write_durably(folder / "outbox/identity.rotation",
            wire::encode_key_rotation({}, before, crypto::SigningKey::generate(random))));
    }
    Path answer() const { return folder / "inbox/identity.rotated"; }
    bool is_answered() const { return std::filesystem::exists(answer()); }
};

}  // namespace

TEST_CASE("without a new key nobody is asked") {
    Fixture fixture;
    CHECK_FALSE(fixture.errand.step().has_value());
    CHECK(fixture.registry.asked == 0);
}

TEST_CASE("a new key is carried at once, its answer laid into the inbox, and carried daily again") {
    Fixture fixture;
    fixture.lay_request();
    CHECK(fixture.errand.step() == day_ms);
    CHECK(fixture.is_answered());
    fixture.clock.advance_ms(day_ms - 1);
    CHECK(fixture.errand.step() == 1);
    CHECK(fixture.registry.asked == 1);
    fixture.clock.advance_ms(1);
    CHECK(fixture.errand.step() == day_ms);
    CHECK(fixture.registry.asked == 2);
    fixture.lay_request();
    CHECK(fixture.errand.step() == day_ms);
    CHECK(fixture.registry.asked == 3);
}

TEST_CASE("what the server did not sign about this request is no answer") {
    Fixture fixture;
    fixture.lay_request();
    const auto is_left = [&](PostOutcome outcome) {
        fixture.registry.answer = [&](ByteView) { return outcome; };
        const std::optional<std::int64_t> wait_ms = fixture.errand.step();
        REQUIRE(wait_ms);
        CHECK(*wait_ms <= 60'000);
        CHECK_FALSE(fixture.is_answered());
        fixture.clock.advance_ms(60'000);
    };
    const Bytes portal{'<', 'h', 't', 'm', 'l', '>'};
    is_left(FakeRegistry::says(200, portal));
    is_left(FakeRegistry::says(403));
    is_left(FakeRegistry::says(404));
    const crypto::SigningKey stranger = crypto::SigningKey::generate(fixture.random);
    is_left(FakeRegistry::says(200, wire::encode_key_rotation_answer({}, fixture.receipt_key)));
    const Bytes request =
        read_file(fixture.folder / "outbox/identity.rotation", wire::key_rotation_bytes).value();
    is_left(FakeRegistry::says(
        200, wire::encode_key_rotation_answer(wire::key_rotation_hash(request), stranger)));
    PostOutcome busy = FakeRegistry::says(503);
    busy.retry_after_s = 30;
    fixture.registry.answer = [&](ByteView) { return busy; };
    const std::optional<std::int64_t> wait_ms = fixture.errand.step();
    REQUIRE(wait_ms);
    CHECK(*wait_ms >= 30'000);
    CHECK(fixture.registry.asked == 6);
}
