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
