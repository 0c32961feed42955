// One seed, a lying network and a failing disk: nothing is lost, nothing altered, nothing believed
// that was not signed.

#include <memory>

#include <catch2/catch.hpp>

#include "core/wire/receipt.h"
#include "sync/courier.h"
#include "tests/support/manual_clock.h"
#include "tests/sync/fake_world.h"

using namespace otk;
using namespace otk::sync;
using namespace otk::sync::test;

namespace {

/// What may happen to one request; drawn anew each time.
PostOutcome mishap(
    FakeServer& server, const crypto::SigningKey& stranger, Random& random, ByteView body) {
    const std::string_view page = "<html>portal</html>";
    const ByteView page_bytes = bytes_of(page);
    switch (random.below(12)) {
        case 0:
            return FakeServer::fails(Contact::Unreachable);
        case 1:
            return FakeServer::fails(Contact::NotTrusted);
        case 2:  // committed, and the answer was lost
            server.sign(body);
            return FakeServer::fails(Contact::TimedOut);
        case 3: {  // committed, and the answer was cut
            PostOutcome outcome = server.sign(body);
            outcome.body.resize(outcome.body.size() / 2);
            return outcome;
        }
        case 4: {
            PostOutcome outcome = FakeServer::says(503);
            outcome.retry_after_s = static_cast<std::int64_t>(random.below(100));
            return outcome;
        }
        case 5:
            return FakeServer::says(200, Bytes(page_bytes.begin(), page_bytes.end()));
        case 6:
            return FakeServer::says(200, sample_reply(body, stranger));
        case 7: {
            PostOutcome outcome = server.sign(body);
            outcome.body[random.below(outcome.body.size())] ^= 0x10U;
            return outcome;
        }
        case 8:
            return FakeServer::says(413);
        case 9:
            return FakeServer::says(302);
        case 10:
            return FakeServer::fails(Contact::TooLarge);
        default:
            return server.sign(body);
    }
}

void simulate(std::uint64_t seed) {
    SeededRandom random(seed);
    otk::test::ManualClock clock;
    const crypto::SigningKey server_key = crypto::SigningKey::generate(random);
    const crypto::SigningKey stranger = crypto::SigningKey::generate(random);
    SampleKiosk kiosk(random);
    FakeMailbox mailbox;
    FakeServer server(server_key, clock);
    server.answer = [&](ByteView body) { return mishap(server, stranger, random, body); };
    CourierOptions options;
    options.interval_ms = 60'000;
    options.backoff = {.first_ms = 1000, .largest_ms = 120'000};
    options.receipt_keys = {server_key.public_key()};
    auto courier = std::make_unique<Courier>(options, clock, random, mailbox, server);

    std::map<std::string, Bytes> frozen;
    std::map<std::string, Bytes> delivered;
    // The kiosk's side of the contract: a verified receipt, then the batch goes, then the receipt.
    const auto take_receipts = [&] {
        for (const auto& [stem, reply] : mailbox.inbox) {
            const auto decoded = wire::decode_reply(
                reply, std::span<const crypto::PublicKey>(&server_key.public_key(), 1));
            REQUIRE(decoded.has_value());
            REQUIRE(decoded->subject.body_hash == wire::batch_hash(frozen.at(stem)));
            REQUIRE(server.held.contains(frozen.at(stem)));
            delivered[stem] = frozen.at(stem);
            mailbox.outbox.erase(stem);
        }
        mailbox.inbox.clear();
    };

    for (int tick = 0; tick < 2000; ++tick) {
        if (tick < 1000 && random.below(20) == 0) {
            const SampleBatch batch = kiosk.freeze();
            frozen[batch.stem] = batch.body;
            mailbox.put(batch);
        }
        if (random.below(10) == 0) take_receipts();
        mailbox.listing_fails = random.below(50) == 0;
        mailbox.storing_fails = random.below(10) == 0;
        if (random.below(200) == 0) {  // killed and started again
            courier = std::make_unique<Courier>(options, clock, random, mailbox, server);
        }
        if (tick == 1900) {
            mailbox.listing_fails = mailbox.storing_fails = false;
            server.answer = [&](ByteView body) { return server.sign(body); };
        }
        const auto wait_ms = courier->step();
        clock.advance_ms(std::max<std::int64_t>(1, wait_ms.value_or(30'000)));
        // Batches lie in the outbox exactly as they were frozen.
        for (const auto& [stem, body] : mailbox.outbox)
            REQUIRE(body == frozen.at(stem));
    }
    mailbox.listing_fails = mailbox.storing_fails = false;
    for (int tick = 0; tick < 1000; ++tick) {
        const auto wait_ms = courier->step();
        if (!wait_ms) break;
        clock.advance_ms(std::max<std::int64_t>(1, *wait_ms));
    }
    take_receipts();
    REQUIRE(frozen.size() > 10);
    REQUIRE(delivered == frozen);
    for (const Bytes& body : server.posted)
        REQUIRE(server.held.contains(body));
}

}  // namespace

TEST_CASE("whatever the network does, every batch is delivered and none is altered") {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        INFO("seed " << seed);
        simulate(seed);
    }
}
