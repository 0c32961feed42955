#include "server/ingest/key_ring.h"

#include <catch2/catch.hpp>

#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using namespace otk::test;

TEST_CASE("an older database under the same state folder is a new incarnation") {
    TemporaryFolder folder;
    SeededRandom random(3);
    const auto first = ingest::open_incarnation(folder.path(), 0, random).value();
    REQUIRE(ingest::save_incarnation(folder.path(), first, 40));
    CHECK(ingest::open_incarnation(folder.path(), 41, random).value() == first);
    CHECK(ingest::open_incarnation(folder.path(), 39, random).value() != first);
}

TEST_CASE("keys are made once, stay 0600 and a damaged one is never overwritten") {
    TemporaryFolder folder;
    SeededRandom random(3);
    const auto made = ingest::KeyRing::open(folder.path(), random).value();
    const auto again = ingest::KeyRing::open(folder.path(), random).value();
    CHECK(made.box_key_id() == again.box_key_id());
    CHECK(made.receipt_key().public_key() == again.receipt_key().public_key());
    using std::filesystem::perms;
    CHECK(std::filesystem::status(folder / "box.key").permissions() ==
          (perms::owner_read | perms::owner_write));
    REQUIRE(write_durably(folder / "box.key", bytes_of("half a k"), 0600));
    const auto damaged = ingest::KeyRing::open(folder.path(), random);
    REQUIRE_FALSE(damaged);
    CHECK(damaged.error().kind == ErrorKind::Corrupt);
    CHECK(text_of(read_file(folder / "box.key", 100).value()) == "half a k");
}

TEST_CASE("an older box key is destroyed in all its files, the one in use never") {
    TemporaryFolder folder;
    SeededRandom random(3);
    const auto first = ingest::KeyRing::open(folder.path(), random).value();
    std::filesystem::rename(folder / "box.key", folder / "box-2025.key");
    std::filesystem::copy_file(folder / "box-2025.key", folder / "box-again.key");
    const auto second = ingest::KeyRing::open(folder.path(), random).value();
    REQUIRE(second.box_public_keys().size() == 2);
    CHECK(ingest::KeyRing::destroy(folder.path(), second.box_public_key()).error().kind ==
          ErrorKind::Conflict);
    const auto stranger = crypto::BoxKey::generate(random).public_key();
    CHECK(ingest::KeyRing::destroy(folder.path(), stranger).error().kind == ErrorKind::NotFound);
    CHECK(list_files(folder.path(), ".key").value().size() == 4);
    REQUIRE(ingest::KeyRing::destroy(folder.path(), first.box_public_key()));
    CHECK(list_files(folder.path(), ".key").value() ==
          std::vector<std::string>{"box.key", "receipt.key"});
    const auto third = ingest::KeyRing::open(folder.path(), random).value();
    CHECK(third.box_public_keys() == std::vector{second.box_public_key()});
}
