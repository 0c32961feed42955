#include "server/keys/tenant_keys.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;

namespace {

struct Fixture {
    test::TemporaryFolder folder;
    SystemRandom random;
    Path state = folder / "state";
    ingest::KeyRing ring = ingest::KeyRing::open(state, random).value();
    crypto::SigningKey root = crypto::SigningKey::generate(random);
    keys::OwnKeys own{.ring = &ring, .tls_pin = crypto::sha256(bytes_of("certificate in use"))};
    crypto::Hash256 spare = crypto::sha256(bytes_of("spare key"));

    wire::KeyList next() {
        wire::KeyList list = keys::next_list(keys::read_tenant_keys(state).value(), own);
        if (list.tls_pins.size() < 2) list.tls_pins.push_back(spare);
        return list;
    }
    Result<keys::TenantKeys> install(
        const wire::KeyList& list, const std::optional<crypto::PublicKey>& pinned = std::nullopt) {
        return keys::install_tenant_keys(state, wire::sign_key_list(list, root), pinned, own);
    }
};

}  // namespace

TEST_CASE("the first list names the server's keys and needs the root's public half") {
    Fixture server;
    CHECK_FALSE(keys::read_tenant_keys(server.state).value().has_value());
    const wire::KeyList list = server.next();
    CHECK(list.sequence == 1);
    CHECK(list.box_keys == std::vector{server.ring.box_public_key()});
    CHECK(list.receipt_keys == std::vector{server.ring.receipt_key().public_key()});
    CHECK(server.install(list).error().kind == ErrorKind::InvalidInput);
    CHECK_FALSE(keys::read_tenant_keys(server.state).value().has_value());
    REQUIRE(server.install(list, server.root.public_key()));
    const auto installed = keys::read_tenant_keys(server.state).value();
    CHECK(installed->list == list);
    CHECK(installed->root == server.root.public_key());
}

TEST_CASE("a later list follows the first and needs no root again") {
    Fixture server;
    REQUIRE(server.install(server.next(), server.root.public_key()));
    wire::KeyList second = server.next();
    CHECK(second.sequence == 2);
    const crypto::PublicKey bundle_key = crypto::SigningKey::generate(server.random).public_key();
    second.bundle_keys.push_back(bundle_key);
    REQUIRE(server.install(second));
    CHECK(server.next().bundle_keys == std::vector{bundle_key});
    REQUIRE(server.install(second));
}

TEST_CASE("an older list, another of the same sequence, another root: each is refused") {
    Fixture server;
    const wire::KeyList first = server.next();
    REQUIRE(server.install(first, server.root.public_key()));
    wire::KeyList second = server.next();
    REQUIRE(server.install(second));
    CHECK(server.install(first).error().kind == ErrorKind::Conflict);
    second.tls_pins.push_back(crypto::sha256(bytes_of("third")));
    CHECK(server.install(second).error().kind == ErrorKind::Conflict);
    server.root = crypto::SigningKey::generate(server.random);
    CHECK(server.install(server.next()).error().kind == ErrorKind::Permission);
    CHECK(server.install(server.next(), server.root.public_key()).error().kind ==
          ErrorKind::Conflict);
    CHECK(keys::read_tenant_keys(server.state).value()->list.sequence == 2);
}

TEST_CASE("a list that would cut this server's kiosks off is refused") {
    Fixture server;
    const auto refused = [&](const wire::KeyList& list) {
        return server.install(list, server.root.public_key()).error();
    };
    wire::KeyList list = server.next();
    list.receipt_keys = {crypto::SigningKey::generate(server.random).public_key()};
    CHECK(refused(list).kind == ErrorKind::InvalidInput);
    list = server.next();
    list.box_keys.push_back(crypto::BoxKey::generate(server.random).public_key());
    CHECK(refused(list).context.find("box key") != std::string::npos);
    list = server.next();
    list.tls_pins[0] = crypto::sha256(bytes_of("another certificate"));
    CHECK(refused(list).context.find("certificate") != std::string::npos);
}

TEST_CASE("installed keys that no longer fit together are told, not guessed") {
    Fixture server;
    REQUIRE(server.install(server.next(), server.root.public_key()));
    const Path file = server.state / "keys.json";
    const std::string text(text_of(read_file(file, 16384).value()));
    REQUIRE(write_durably(file, bytes_of(text.substr(0, text.size() - 1))));
    CHECK(keys::read_tenant_keys(server.state).error().kind == ErrorKind::Corrupt);
    // Without the list, as a power cut between the two files leaves it: nothing is installed.
    REQUIRE(remove_durably(file));
    CHECK_FALSE(keys::read_tenant_keys(server.state).value().has_value());
    CHECK(server.install(server.next(), server.root.public_key()));
}
