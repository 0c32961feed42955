#include "server/keys/key_backup.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "core/crypto/passphrase.h"
#include "core/wire/key_list.h"
#include "tests/support/temporary_folder.h"

using namespace otk;

namespace {

constexpr std::string_view phrase = "seven cups on the shelf";

struct Fixture {
    test::TemporaryFolder folder;
    SystemRandom random;
    Path state = folder / "state";
    ingest::KeyRing ring = ingest::KeyRing::open(state, random).value();

    ingest::KeyRing opened(const Path& folder_of_keys) {
        return ingest::KeyRing::open(folder_of_keys, random).value();
    }
    std::string backup() { return keys::seal_keys(ring, phrase, random).value(); }
};

}  // namespace

TEST_CASE("a backup of the keys makes the same server again on an empty disk") {
    Fixture server;
    // A box key of former days, under the name that the documentation lets an administrator choose.
    const crypto::BoxKey older = crypto::BoxKey::generate(server.random);
    REQUIRE(write_durably(
        server.state / "box-2025.key", bytes_of(to_hex(older.secret()) + "\n"), 0600));
    server.ring = server.opened(server.state);
    const std::string sealed = server.backup();
    CHECK(sealed.find(to_hex(older.secret())) == std::string::npos);

    const Path other = server.folder / "other";
    REQUIRE(keys::restore_keys(other, sealed, phrase));
    const ingest::KeyRing again = server.opened(other);
    CHECK(again.fingerprint() == server.ring.fingerprint());
    CHECK(again.box_key_id() == server.ring.box_key_id());
    CHECK(again.find(wire::server_key_id(older.public_key())) != nullptr);
    CHECK(again.receipt_key().public_key() == server.ring.receipt_key().public_key());
    struct stat entry {};
    REQUIRE(::stat((other / "box.key").c_str(), &entry) == 0);
    CHECK((entry.st_mode & 0777U) == 0600U);
    // Twice is once.
    CHECK(keys::restore_keys(other, sealed, phrase));
}

TEST_CASE("a restore never overwrites another key") {
    Fixture server;
    const std::string sealed = server.backup();
    Fixture other;
    const auto before = other.ring.fingerprint();
    CHECK(keys::restore_keys(other.state, sealed, phrase).error().kind == ErrorKind::Conflict);
    CHECK(other.opened(other.state).fingerprint() == before);
}

TEST_CASE("a backup that is none, or another passphrase, restores nothing") {
    Fixture server;
    const Path other = server.folder / "other";
    const std::string sealed = server.backup();
    CHECK(keys::restore_keys(other, sealed, "seven cups on the shelF").error().kind ==
          ErrorKind::Permission);
    CHECK(keys::restore_keys(other, "", phrase).error().kind == ErrorKind::InvalidInput);
    // Sealed properly, but no keys inside.
    const std::string foreign = crypto::seal_with_passphrase(keys::backup_title,
        bytes_of("forty bytes that no server's keys are..."), phrase, server.random)
                                    .value();
    CHECK(keys::restore_keys(other, foreign, phrase).error().kind == ErrorKind::InvalidInput);
    CHECK_FALSE(std::filesystem::exists(other / "box.key"));
}

TEST_CASE("keys count as backed up until one of them is another") {
    Fixture server;
    const Error error = keys::require_backup(server.state, server.ring).error();
    CHECK(error.kind == ErrorKind::Conflict);
    CHECK(error.context.find("otklik-server keys backup FILE") != std::string::npos);
    REQUIRE(keys::take_as_backed_up(server.state, server.ring));
    CHECK(keys::require_backup(server.state, server.ring));
    const crypto::BoxKey newer = crypto::BoxKey::generate(server.random);
    REQUIRE(write_durably(
        server.state / "box-next.key", bytes_of(to_hex(newer.secret()) + "\n"), 0600));
    CHECK_FALSE(keys::require_backup(server.state, server.opened(server.state)));
}

TEST_CASE("the paper holds the backup's text as a QR code") {
    Fixture server;
    const std::string paper = keys::paper_of(server.backup()).value();
    CHECK(paper.find("<svg") != std::string::npos);
}
