#include "sync/key_follower.h"

#include <catch2/catch.hpp>

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
    crypto::SigningKey root = crypto::SigningKey::generate(random);
    wire::KeyList list{.sequence = 2,
        .box_keys = {crypto::BoxKey::generate(random).public_key()},
        .receipt_keys = {crypto::SigningKey::generate(random).public_key()},
        .bundle_keys = {},
        .tls_pins = {crypto::sha256(bytes_of("a")), crypto::sha256(bytes_of("b"))}};
    FakeRegistry registry;
    KeyFollower follower{{.inbox = folder.path(),
                             .trust = {.root = root.public_key(),
                                 .document = wire::sign_key_list(list, root),
                                 .list = list},
                             .spread_ms = 0,
                             .backoff = {.first_ms = 1000, .largest_ms = 60'000}},
        clock, random, registry};

    std::string document(std::int64_t sequence) {
        wire::KeyList other = list;
        other.sequence = sequence;
        return wire::sign_key_list(other, root);
    }
    void serve(const std::string& text) {
        registry.answer = [text](ByteView) {
            const ByteView bytes = bytes_of(text);
            return FakeRegistry::says(200, Bytes(bytes.begin(), bytes.end()));
        };
    }
    bool has_news() { return std::filesystem::exists(folder / "keys.json"); }
};

}  // namespace

TEST_CASE("the list that is in force is no news, and is asked for once a day") {
    Fixture fixture;
    fixture.serve(fixture.document(2));
    CHECK(fixture.follower.step() == day_ms);
    CHECK_FALSE(fixture.has_news());
    fixture.clock.advance_ms(day_ms - 1);
    CHECK(fixture.follower.step() == 1);
    CHECK(fixture.registry.asked == 1);
    fixture.clock.advance_ms(1);
    fixture.follower.step();
    CHECK(fixture.registry.asked == 2);
}

TEST_CASE("a newer list of our root is laid into the inbox") {
    Fixture fixture;
    fixture.serve(fixture.document(3));
    CHECK(fixture.follower.step() == day_ms);
    CHECK(text_of(read_file(fixture.folder / "keys.json", 16384).value()) == fixture.document(3));
}

TEST_CASE("an older list, another root's, a portal's page and a refusal are no news") {
    Fixture fixture;
    const auto stranger = crypto::SigningKey::generate(fixture.random);
    wire::KeyList newer = fixture.list;
    newer.sequence = 9;
    for (const std::string& text : {fixture.document(1), wire::sign_key_list(newer, stranger),
             std::string("<html></html>"), std::string()}) {
        fixture.serve(text);
        const std::int64_t wait_ms = fixture.follower.step();
        CHECK(wait_ms <= 60'000);
        CHECK_FALSE(fixture.has_news());
        fixture.clock.advance_ms(wait_ms);
    }
    fixture.registry.answer = [](ByteView) { return FakeRegistry::says(404); };
    fixture.follower.step();
    CHECK(fixture.registry.asked == 5);
    CHECK_FALSE(fixture.has_news());
}

TEST_CASE("a server that asks for time before it tells its keys gets it") {
    Fixture fixture;
    fixture.registry.answer = [](ByteView) {
        PostOutcome outcome = FakeRegistry::says(503);
        outcome.retry_after_s = 30;
        return outcome;
    };
    CHECK(fixture.follower.step() >= 30'000);
}
