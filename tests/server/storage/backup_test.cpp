#include "server/storage/backup.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "core/database/database.h"
#include "server/ingest/ingest.h"
#include "tests/server/support/sample_kiosk.h"

using namespace otk;
using namespace otk::test;

namespace {

/// A server that holds some batches, and a kiosk that remembers what it sent.
struct Fixture {
    SampleServer server;
    SampleKiosk kiosk;
    Path backup = server.folder() / "copy.db";

    Fixture() {
        server.put_form("reception");
        server.enrol(kiosk);
    }

    Bytes batch(std::uint32_t number, const char* mark) {
        return kiosk.body(number, {kiosk.row(reception_response(mark))}, server.keys());
    }
    wire::Reply send(std::uint32_t number, const char* mark) {
        return server.send(batch(number, mark));
    }
};

std::int64_t responses_in(storage::Storage& storage) {
    std::int64_t count = 0;
    REQUIRE(storage.for_each_response([&](const storage::StoredResponse&) -> Result<void> {
        ++count;
        return {};
    }));
    return count;
}

void flip_byte(const Path& file, off_t at) {
    const Descriptor opened(::open(file.c_str(), O_RDWR | O_CLOEXEC));
    unsigned char byte = 0;
    REQUIRE(::pread(opened.number(), &byte, 1, at) == 1);
    byte = static_cast<unsigned char>(byte ^ 0xFFU);
    REQUIRE(::pwrite(opened.number(), &byte, 1, at) == 1);
}

}  // namespace

TEST_CASE("a backup holds what is committed while the server goes on") {
    Fixture fixture;
    fixture.send(1, "5");
    fixture.send(2, "4");
    const auto facts = storage::write_backup(fixture.server.database(), fixture.backup).value();
    CHECK(facts.batches == 2);
    CHECK(facts.responses == 2);
    CHECK(facts.newest_batch == 2);
    struct stat status {};
    REQUIRE(::stat(fixture.backup.c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == 0600U);

    CHECK(fixture.send(3, "3").receipt->counted == 1);
    CHECK(storage::verify_backup(fixture.backup).value().batches == 2);
    CHECK(storage::write_backup(fixture.server.database(), fixture.backup).error().kind ==
          ErrorKind::Conflict);
    const auto reader = storage::open_sqlite_reader(fixture.backup).value();
    CHECK(responses_in(*reader) == 2);
}

TEST_CASE("what is no whole backup of ours is refused and changes nothing") {
    Fixture fixture;
    for (std::uint32_t number = 1; number <= 40; ++number)
        fixture.send(number, "5");
    const Path target = fixture.server.folder() / "restored.db";

    REQUIRE(storage::write_backup(fixture.server.database(), fixture.backup));
    struct stat status {};
    REQUIRE(::stat(fixture.backup.c_str(), &status) == 0);
    REQUIRE(::truncate(fixture.backup.c_str(), status.st_size / 2) == 0);
    CHECK(storage::restore_backup(fixture.backup, target).error().kind == ErrorKind::Corrupt);

    const Path flipped = fixture.server.folder() / "flipped.db";
    REQUIRE(storage::write_backup(fixture.server.database(), flipped));
    flip_byte(flipped, 4096);  // the head of the second page
    CHECK(storage::verify_backup(flipped).error().kind == ErrorKind::Corrupt);

    const Path other = fixture.server.folder() / "other.db";
    {
        auto database = database::Database::open(other).value();
        REQUIRE(database.execute("CREATE TABLE batch(number INTEGER)"));
    }
    CHECK(storage::verify_backup(other).error().kind == ErrorKind::Corrupt);
    {
        auto database = database::Database::open(other).value();
        REQUIRE(database.execute("PRAGMA user_version=99"));
    }
    CHECK(storage::verify_backup(other).error().kind == ErrorKind::Unsupported);
    CHECK(storage::verify_backup(fixture.server.folder() / "none.db").error().kind ==
          ErrorKind::NotFound);
    CHECK_FALSE(std::filesystem::exists(target));
}

TEST_CASE("kiosks hear what is backed up, up to the first gap") {
    Fixture fixture;
    CHECK(fixture.send(1, "5").holdings.backed_up == 0);
    fixture.send(2, "5");
    fixture.send(4, "5");  // 3 comes later
    REQUIRE(storage::write_backup(fixture.server.database(), fixture.backup));
    CHECK(fixture.send(5, "5").holdings.backed_up == 0);
    REQUIRE(storage::take_as_backed_up(fixture.server.database(), fixture.backup));
    CHECK(fixture.send(3, "5").holdings.backed_up == 2);

    const Path later = fixture.server.folder() / "later.db";
    REQUIRE(storage::write_backup(fixture.server.database(), later));
    REQUIRE(storage::take_as_backed_up(fixture.server.database(), later));
    CHECK(fixture.send(6, "5").holdings.backed_up == 5);
}

TEST_CASE("a second body under a number that is backed up is not backed up") {
    Fixture fixture;
    fixture.send(1, "5");
    fixture.send(2, "5");
    REQUIRE(storage::write_backup(fixture.server.database(), fixture.backup));
    REQUIRE(storage::take_as_backed_up(fixture.server.database(), fixture.backup));
    const wire::Reply reply = fixture.send(2, "1");  // by a clone, or after an old image
    CHECK(reply.receipt->order == wire::BufferOrder::BeginNew);
    CHECK(reply.holdings.backed_up == 1);
}

TEST_CASE("a restored database takes again what it lacks, and nothing twice") {
    Fixture fixture;
    const std::vector<Bytes> batches{
        fixture.batch(1, "5"), fixture.batch(2, "4"), fixture.batch(3, "3")};
    fixture.server.send(batches[0]);
    fixture.server.send(batches[1]);
    REQUIRE(storage::write_backup(fixture.server.database(), fixture.backup));
    fixture.server.send(batches[2]);

    const Path database = fixture.server.folder() / "new.db";
    REQUIRE(write_durably(database, bytes_of("what was there before")));
    const auto restored = storage::restore_backup(fixture.backup, database).value();
    CHECK(restored.facts.batches == 2);
    CHECK(text_of(read_file(restored.set_aside, 100).value()) == "what was there before");
    CHECK(storage::verify_backup(fixture.backup).has_value());

    const auto storage = storage::open_sqlite_storage(database).value();
    ManualClock clock;
    SeededRandom random{7};
    ingest::Ingest ingest(
        *storage, fixture.server.keys(), wire::Incarnation::random(random), clock);
    for (const Bytes& batch : batches)
        REQUIRE(ingest.receive(batch));
    CHECK(responses_in(*storage) == 3);
    CHECK(ingest.counters().repeated == 2);
    CHECK(
        (storage->roll_up_of_days().value() == fixture.server.storage().roll_up_of_days().value()));
}
