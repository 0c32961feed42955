#include "kiosk/writer/identity.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::kiosk::writer;
using otk::test::TemporaryFolder;

TEST_CASE("the kiosk's key is made once, private, and found again") {
    const TemporaryFolder folder;
    SystemRandom random;
    const crypto::PublicKey key = open_identity(folder.path(), random).value().public_key();
    struct stat entry {};
    REQUIRE(::stat((folder / "identity.key").c_str(), &entry) == 0);
    CHECK((entry.st_mode & 0777U) == 0600U);
    CHECK(open_identity(folder.path(), random).value().public_key() == key);
}

TEST_CASE("a damaged key is never replaced by another") {
    const TemporaryFolder folder;
    SystemRandom random;
    REQUIRE(write_durably(folder / "identity.key", bytes_of("not a key\n"), 0600));
    CHECK(open_identity(folder.path(), random).error().kind == ErrorKind::Corrupt);
    CHECK(text_of(read_file(folder / "identity.key", 100).value()) == "not a key\n");
}

TEST_CASE("the public key lies in the outbox as 64 digits and a newline") {
    const TemporaryFolder folder;
    SystemRandom random;
    const crypto::PublicKey key = open_identity(folder.path(), random).value().public_key();
    REQUIRE(publish_identity(folder.path(), key));
    REQUIRE(publish_identity(folder.path(), key));
    CHECK(text_of(read_file(folder / "kiosk.pub", 100).value()) == key.text() + "\n");
}
