#include "sync/courier.h"

#include <limits>

#include <catch2/catch.hpp>

#include "core/wire/receipt.h"
#include "core/wire/void.h"
#include "sync/status_file.h"
#include "tests/support/manual_clock.h"
#include "tests/sync/fake_world.h"

using namespace otk;
using namespace otk::sync;
using namespace otk::sync::test;

namespace {

struct World {
    SeededRandom random{11};
    otk::test::ManualClock clock;
    crypto::SigningKey server_key = crypto::SigningKey::generate(random);
    SampleKiosk kiosk{random};
    FakeMailbox mailbox;
    FakeServer server{server_key, clock};

    Courier courier(std::int64_t interval_ms = 0) {
        CourierOptions options;
        options.interval_ms = interval_ms;
        options.backoff = {.first_ms = 1000, .largest_ms = 60'000};
        options.receipt_keys = {server_key.public_key()};
        return Courier(std::move(options), clock, random, mailbox, server);
    }

    /// Steps the courier whenever it asks for it, for so long.
    void run(Courier& courier, std::int64_t milliseconds) {
        const std::int64_t end_ms = clock.monotonic_ms() + milliseconds;
        while (clock.monotonic_ms() < end_ms) {
            const auto wait_ms = courier.step();
            if (!wait_ms) break;
            clock.advance_ms(std::max<std::int64_t>(1, *wait_ms));
        }
    }
};

}  // namespace

TEST_CASE("every batch reaches the server as it is, and its receipt the inbox") {
    World world;
    for (int count = 0; count < 3; ++count)
        world.mailbox.put(world.kiosk.freeze());
    const auto outbox = world.mailbox.outbox;
    Courier courier = world.courier();
    world.run(courier, 1000);
    CHECK(world.server.posted.size() == 3);
    CHECK(world.server.held.size() == 3);
    CHECK(world.mailbox.inbox.size() == 3);
    CHECK(world.mailbox.outbox == outbox);
    for (const auto& [stem, body] : outbox)
        CHECK(world.server.held.contains(body));
    CHECK(courier.status().waiting == 0);
    CHECK(courier.status().delivered == 3);
    CHECK(courier.status().trouble == Trouble::None);
    CHECK(courier.step() == std::nullopt);
    CHECK(world.server.posted.size() == 3);
}

TEST_CASE("a new batch waits a random part of the interval") {
    World world;
    std::set<std::int64_t> moments;
    for (int count = 0; count < 20; ++count) {
        FakeMailbox mailbox;
        mailbox.put(world.kiosk.freeze());
        CourierOptions options;
        options.interval_ms = 300'000;
        options.receipt_keys = {world.server_key.public_key()};
        Courier courier(std::move(options), world.clock, world.random, mailbox, world.server);
        const auto wait_ms = courier.step();
        REQUIRE(wait_ms);
        CHECK(*wait_ms <= 300'000);
        moments.insert(*wait_ms / 30'000);
    }
    CHECK(world.server.posted.empty());
    CHECK(moments.size() > 4);
}

TEST_CASE("nothing but a signed receipt for this very body is believed") {
    World world;
    const SampleBatch batch = world.kiosk.freeze();
    const SampleBatch other = world.kiosk.freeze();
    const crypto::SigningKey stranger = crypto::SigningKey::generate(world.random);
    Bytes flipped = sample_reply(batch.body, world.server_key);
    flipped[flipped.size() / 2] ^= 1U;
    Bytes cut = sample_reply(batch.body, world.server_key);
    cut.pop_back();
    const std::string page = "<html>Sign in to the guest network</html>";
    const ByteView page_bytes = bytes_of(page);
    const std::vector<Bytes> lies{Bytes(page_bytes.begin(), page_bytes.end()), Bytes(), flipped,
        cut, sample_reply(batch.body, stranger), sample_reply(other.body, world.server_key)};
    for (const Bytes& lie : lies) {
        FakeMailbox mailbox;
        mailbox.put(batch);
        world.server.answer = [&](ByteView) { return FakeServer::says(200, lie); };
        CourierOptions options;
        options.interval_ms = 0;
        options.receipt_keys = {world.server_key.public_key()};
        Courier courier(std::move(options), world.clock, world.random, mailbox, world.server);
        courier.step();
        CHECK(mailbox.inbox.empty());
        CHECK(courier.status().trouble == Trouble::NotSigned);
        CHECK(courier.status().waiting == 1);
    }
}

TEST_CASE("a signed receipt under another status than 200 is not taken") {
    World world;
    world.mailbox.put(world.kiosk.freeze());
    world.server.answer = [&](ByteView body) {
        return FakeServer::says(202, sample_reply(body, world.server_key));
    };
    Courier courier = world.courier();
    courier.step();
    CHECK(world.mailbox.inbox.empty());
}

TEST_CASE("a busy server is left in peace for as long as it asks") {
    World world;
    world.mailbox.put(world.kiosk.freeze());
    world.server.answer = [](ByteView) {
        PostOutcome outcome = FakeServer::says(429);
        outcome.retry_after_s = 30;
        return outcome;
    };
    Courier courier = world.courier();
    const auto wait_ms = courier.step();
    REQUIRE(wait_ms);
    CHECK(*wait_ms >= 30'000);
    CHECK(courier.status().trouble == Trouble::Busy);
    // Stepping early (a new batch came) changes nothing.
    world.mailbox.put(world.kiosk.freeze());
    world.clock.advance_ms(29'999);
    courier.step();
    CHECK(world.server.posted.size() == 1);
}

TEST_CASE("an absurd Retry-After is cut") {
    World world;
    world.mailbox.put(world.kiosk.freeze());
    world.server.answer = [](ByteView) {
        PostOutcome outcome = FakeServer::says(503);
        outcome.retry_after_s = std::numeric_limits<std::int64_t>::max();
        return outcome;
    };
    Courier courier = world.courier();
    CHECK(courier.step().value() <= 61'000);
}

TEST_CASE("a server that is gone for weeks is asked seldom and without end") {
    World world;
    world.mailbox.put(world.kiosk.freeze());
    world.server.answer = [](ByteView) { return FakeServer::fails(Contact::Unreachable); };
    Courier courier = world.courier();
    constexpr std::int64_t day_ms = 86'400'000;
    world.run(courier, 14 * day_ms);
    // On average one attempt in half the largest wait.
    const std::int64_t expected = 14 * day_ms / 30'000;
    const auto attempts = static_cast<std::int64_t>(world.server.posted.size());
    CHECK(attempts > expected * 9 / 10);
    CHECK(attempts < expected * 11 / 10);
    world.server.answer = [&](ByteView body) { return world.server.sign(body); };
    world.run(courier, 120'000);
    CHECK(world.mailbox.inbox.size() == 1);
    CHECK(courier.status().failures == 0);
}

TEST_CASE("a refused batch waits by itself, the others go on") {
    World world;
    const SampleBatch bad = world.kiosk.freeze();
    world.mailbox.put(bad);
    for (int count = 0; count < 5; ++count)
        world.mailbox.put(world.kiosk.freeze());
    for (const int status : {413, 400, 422}) {
        world.mailbox.inbox.clear();
        world.server.answer = [&, status](ByteView body) {
            if (Bytes(body.begin(), body.end()) == bad.body) return FakeServer::says(status);
            return world.server.sign(body);
        };
        Courier courier = world.courier();
        world.run(courier, 30'000);
        CHECK(world.mailbox.inbox.size() == 5);
        CHECK_FALSE(world.mailbox.inbox.contains(bad.stem));
        CHECK(courier.status().waiting == 1);
        CHECK(courier.status().trouble == Trouble::Refused);
    }
}

TEST_CASE("a batch that breaks the server does not keep the others") {
    World world;
    const SampleBatch poison = world.kiosk.freeze();
    world.mailbox.put(poison);
    for (int count = 0; count < 5; ++count)
        world.mailbox.put(world.kiosk.freeze());
    world.server.answer = [&](ByteView body) {
        if (Bytes(body.begin(), body.end()) == poison.body) return FakeServer::says(500);
        return world.server.sign(body);
    };
    Courier courier = world.courier();
    world.run(courier, 60'000);
    CHECK(world.mailbox.inbox.size() == 5);
}

TEST_CASE("a file that is no batch of that name is never sent, the others are") {
    World world;
    const SampleBatch misnamed = world.kiosk.freeze();
    const SampleBatch good = world.kiosk.freeze();
    const SampleBatch garbled = world.kiosk.freeze();
    world.mailbox.outbox[misnamed.stem] = good.body;
    world.mailbox.outbox[garbled.stem] = Bytes(100, 0xff);
    world.mailbox.put(good);
    Courier courier = world.courier();
    world.run(courier, 30'000);
    CHECK(world.server.posted == std::vector<Bytes>{good.body});
    CHECK(world.mailbox.inbox.size() == 1);
    // The kiosk repairs its file: now it goes.
    world.mailbox.put(misnamed);
    world.run(courier, 120'000);
    CHECK(world.mailbox.inbox.contains(misnamed.stem));
}

TEST_CASE("a receipt that could not be stored is asked for again") {
    World world;
    world.mailbox.put(world.kiosk.freeze());
    world.mailbox.storing_fails = true;
    Courier courier = world.courier();
    courier.step();
    CHECK(courier.status().trouble == Trouble::Disk);
    CHECK(courier.status().waiting == 1);
    world.mailbox.storing_fails = false;
    world.run(courier, 10'000);
    CHECK(world.mailbox.inbox.size() == 1);
    CHECK(world.server.posted.size() == 2);
    CHECK(world.server.held.size() == 1);
}

TEST_CASE("an outbox that cannot be listed is tried again and nothing is forgotten") {
    World world;
    world.mailbox.put(world.kiosk.freeze());
    world.mailbox.listing_fails = true;
    Courier courier = world.courier();
    CHECK(courier.step().has_value());
    CHECK(courier.status().trouble == Trouble::Disk);
    world.mailbox.listing_fails = false;
    world.run(courier, 10'000);
    CHECK(world.mailbox.inbox.size() == 1);
}

TEST_CASE("a batch that the kiosk takes back is no trouble") {
    World world;
    world.mailbox.put(world.kiosk.freeze());
    world.mailbox.taken_back_at_reading = true;
    Courier courier = world.courier();
    courier.step();
    CHECK(courier.status().trouble == Trouble::None);
    CHECK(world.server.posted.empty());
}

TEST_CASE("a batch that comes back after its receipt was taken is sent again") {
    World world;
    const SampleBatch batch = world.kiosk.freeze();
    world.mailbox.put(batch);
    Courier courier = world.courier();
    world.run(courier, 1000);
    world.mailbox.outbox.clear();
    world.mailbox.inbox.clear();
    courier.step();
    world.mailbox.put(batch);
    world.run(courier, 1000);
    CHECK(world.server.posted.size() == 2);
    CHECK(world.mailbox.inbox.size() == 1);
}

TEST_CASE("the status names a day and never a moment") {
    World world;
    world.mailbox.put(world.kiosk.freeze());
    Courier courier = world.courier();
    CHECK(status_json(courier.status(), false).string_at("state").value() == "not_enrolled");
    world.run(courier, 1000);
    const Json json = status_json(courier.status(), true);
    CHECK(json.string_at("state").value() == "idle");
    CHECK(json.integer_at("queue").value() == 0);
    CHECK(json.string_at("last_success_day").value().size() == 10);
    CHECK(json.string_at("last_error").value() == "none");
}

TEST_CASE("a signed revocation is laid into the inbox, and the batch tried again later") {
    World world;
    world.mailbox.put(world.kiosk.freeze());
    Courier courier = world.courier();
    world.server.answer = [&](ByteView body) {
        const wire::StatementSubject subject{
            wire::peek_batch(body).value(), wire::batch_hash(body)};
        return FakeServer::says(403, wire::encode_revocation(subject, world.server_key));
    };
    courier.step();
    CHECK(courier.status().trouble == Trouble::Revoked);
    REQUIRE(world.mailbox.inbox.size() == 1);
    world.mailbox.inbox.clear();  // as the kiosk does
    world.server.answer = [&](ByteView body) { return world.server.sign(body); };
    world.run(courier, 120'000);
    CHECK(courier.status().delivered == 1);
    CHECK(world.server.posted.size() == 2);
}

TEST_CASE("a 403 without a signature, or about another body, revokes nothing") {
    World world;
    world.mailbox.put(world.kiosk.freeze());
    Courier courier = world.courier();
    const Bytes other = world.kiosk.freeze().body;
    const wire::StatementSubject subject{wire::peek_batch(other).value(), wire::batch_hash(other)};
    for (const Bytes& body : {Bytes{}, wire::encode_revocation(subject, world.server_key)}) {
        world.server.answer = [&](ByteView) { return FakeServer::says(403, body); };
        world.clock.advance_ms(120'000);
        courier.step();
        CHECK(courier.status().trouble == Trouble::NotSigned);
        CHECK(world.mailbox.inbox.empty());
    }
}

TEST_CASE("a batch that is refused for its size waits as long as it is asked to, and is noted") {
    World world;
    const SampleBatch large = world.kiosk.freeze();
    world.mailbox.put(large);
    world.server.answer = [](ByteView) {
        PostOutcome outcome = FakeServer::says(413);
        outcome.retry_after_s = 40;
        return outcome;
    };
    Courier courier = world.courier();
    const auto wait_ms = courier.step();
    REQUIRE(wait_ms);
    CHECK(*wait_ms >= 40'000);
    CHECK(world.mailbox.too_large == std::vector<std::string>{large.stem});
    // The others need not wait for it.
    const SampleBatch small = world.kiosk.freeze();
    world.mailbox.put(small);
    world.server.answer = [&](ByteView body) { return world.server.sign(body); };
    world.clock.advance_ms(5'000);
    courier.step();
    CHECK(world.mailbox.inbox.contains(small.stem));
    CHECK_FALSE(world.mailbox.inbox.contains(large.stem));
    world.run(courier, 60'000);
    CHECK(world.mailbox.inbox.contains(large.stem));
    CHECK(world.mailbox.too_large.size() == 1);
}

TEST_CASE("only a refusal for its size is noted") {
    World world;
    world.mailbox.put(world.kiosk.freeze());
    for (const int status : {400, 422, 403, 500, 302}) {
        world.server.answer = [status](ByteView) { return FakeServer::says(status); };
        Courier courier = world.courier();
        courier.step();
    }
    CHECK(world.mailbox.too_large.empty());
}

TEST_CASE(
    "a void is carried in its batch's place, and any answer about that batch is its receipt") {
    World world;
    const SampleBatch batch = world.kiosk.freeze();
    const crypto::SigningKey kiosk = crypto::SigningKey::generate(world.random);
    const wire::BatchIdentity identity = wire::peek_batch(batch.body).value();
    const auto holdings = [&](const wire::StatementSubject& subject) {
        return wire::encode_holdings(
            {.subject = subject, .incarnation = {}, .ranges = {}}, world.server_key);
    };
    for (const crypto::Hash256& hash : {wire::batch_hash(batch.body), wire::unknown_body}) {
        const wire::StatementSubject subject{identity, hash};
        const Bytes end = wire::encode_void(subject, kiosk);
        wire::StatementSubject other = subject;
        other.body_hash[0] ^= 1U;
        const bool any_body = hash == wire::unknown_body;
        struct Case {
            Bytes reply;
            bool is_taken;
        };
        const std::vector<Case> cases{
            {wire::encode_reply(wire::encode_voided(subject, world.server_key), holdings(subject)),
                true},
            {sample_reply(batch.body, world.server_key), true},
            {wire::encode_reply(wire::encode_voided(other, world.server_key), holdings(other)),
                any_body},
            {wire::encode_reply(wire::encode_voided(subject, kiosk), holdings(subject)), false},
        };
        for (const Case& one : cases) {
            world.mailbox.inbox.clear();
            world.mailbox.outbox[batch.stem] = end;
            world.server.answer = [&](ByteView) { return FakeServer::says(200, one.reply); };
            Courier courier = world.courier();
            courier.step();
            CHECK(world.server.posted.back() == end);
            CHECK(world.mailbox.inbox.contains(batch.stem) == one.is_taken);
        }
    }
}

TEST_CASE("a signed revocation is believed of a void as of its batch") {
    World world;
    const SampleBatch batch = world.kiosk.freeze();
    const crypto::SigningKey kiosk = crypto::SigningKey::generate(world.random);
    const wire::StatementSubject of_batch{
        wire::peek_batch(batch.body).value(), wire::batch_hash(batch.body)};
    const wire::StatementSubject of_void{of_batch.batch, wire::unknown_body};
    world.mailbox.outbox[batch.stem] = wire::encode_void(of_void, kiosk);
    for (const auto& [about, is_ours] : {std::pair(of_void, true), std::pair(of_batch, false)}) {
        world.mailbox.inbox.clear();
        const Bytes statement = wire::encode_revocation(about, world.server_key);
        world.server.answer = [&](ByteView) { return FakeServer::says(403, statement); };
        Courier courier = world.courier();
        courier.step();
        CHECK(courier.status().trouble == (is_ours ? Trouble::Revoked : Trouble::NotSigned));
        CHECK(world.mailbox.inbox.contains(batch.stem) == is_ours);
    }
}
