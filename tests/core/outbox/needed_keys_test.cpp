// A server's key may be destroyed only when nothing that may still be sent is sealed to it.

#include <catch2/catch.hpp>

#include "tests/core/outbox/outbox_sample.h"

using namespace otk;
using otk::test::OutboxSample;
using Keys = std::set<wire::ServerKeyId>;

namespace {

wire::ServerKeyId key_id(std::uint8_t number) {
    wire::ServerKeyId id;
    id.bytes.fill(number);
    return id;
}

/// A kiosk whose server changes its key from the first to the second.
struct Kiosk : OutboxSample {
    const wire::ServerKeyId first = key_id(1);
    const wire::ServerKeyId second = key_id(2);

    Kiosk() {
        server_key_id = first;
        REQUIRE(start());
    }

    /// As with a newer keys.json.
    void follow_second_key() {
        server_key_id = second;
        REQUIRE(start());
    }
    Keys needed() { return outbox->needed_keys().value(); }
};

}  // namespace

TEST_CASE("a key is needed from the first row to the backup that has the last batch") {
    Kiosk kiosk;
    CHECK(kiosk.needed() == Keys{kiosk.first});
    kiosk.put("a row");
    CHECK(kiosk.needed() == Keys{kiosk.first});
    kiosk.follow_second_key();
    CHECK(kiosk.needed() == Keys{kiosk.first, kiosk.second});
    REQUIRE(kiosk.outbox->tick());
    REQUIRE(kiosk.batch_files().size() == 1);
    CHECK(kiosk.needed() == Keys{kiosk.first, kiosk.second});
    kiosk.carry();
    REQUIRE(kiosk.outbox->receive());
    CHECK(kiosk.outbox->batches_unsent() == 0);
    CHECK(kiosk.needed() == Keys{kiosk.first, kiosk.second});
    kiosk.server.backed_up = 1;
    kiosk.put("another");
    kiosk.round();
    CHECK(kiosk.buffer->batches().value().size() == 1);
    CHECK(kiosk.needed() == Keys{kiosk.second});
}

TEST_CASE("a batch of rows under two keys needs both, also after a restart") {
    Kiosk kiosk;
    kiosk.put("under the first");
    kiosk.follow_second_key();
    kiosk.put("under the second");
    REQUIRE(kiosk.outbox->tick());
    CHECK(kiosk.needed() == Keys{kiosk.first, kiosk.second});
    kiosk.server_key_id = key_id(3);
    REQUIRE(kiosk.start());
    CHECK(kiosk.needed() == Keys{kiosk.first, kiosk.second, key_id(3)});
}

TEST_CASE("a batch that goes for lack of room needs its key no more") {
    Kiosk kiosk;
    kiosk.put("a row");
    kiosk.round();
    kiosk.follow_second_key();
    CHECK(kiosk.needed() == Keys{kiosk.first, kiosk.second});
    REQUIRE(kiosk.outbox->relieve());
    CHECK(kiosk.needed() == Keys{kiosk.second});
}

TEST_CASE("of a damaged batch nobody can tell its keys until its rows are out of it") {
    Kiosk kiosk;
    for (const char* content : {"one", "two", "three"})
        kiosk.put(content);
    REQUIRE(kiosk.outbox->tick());
    kiosk.stop();
    kiosk.damage_body(1);
    kiosk.damage_file(1);
    kiosk.follow_second_key();
    CHECK_FALSE(kiosk.outbox->needed_keys());
    kiosk.carry();
    REQUIRE(kiosk.outbox->receive());
    CHECK(kiosk.needed() == Keys{kiosk.first, kiosk.second});
    kiosk.round();
    kiosk.server.backed_up = kiosk.buffer->next_number() - 1;
    kiosk.put("another");
    kiosk.round();
    CHECK(kiosk.needed() == Keys{kiosk.second});
}

TEST_CASE("a batch file of a lost buffer needs its key until its receipt") {
    for (const bool is_damaged : {false, true}) {
        CAPTURE(is_damaged);
        Kiosk kiosk;
        for (const char* content : {"one", "two", "three"})
            kiosk.put(content);
        REQUIRE(kiosk.outbox->tick());
        kiosk.stop();
        std::filesystem::remove_all(kiosk.folder / "state");
        if (is_damaged) kiosk.damage_file(1);
        kiosk.follow_second_key();
        if (is_damaged) {
            CHECK(kiosk.outbox->needed_keys().error().kind == ErrorKind::Unavailable);
            kiosk.carry();
            REQUIRE(kiosk.outbox->receive());
        }
        CHECK(kiosk.needed() == Keys{kiosk.first, kiosk.second});
        kiosk.round();
        CHECK(kiosk.batch_files().empty());
        if (!is_damaged) CHECK(kiosk.needed() == Keys{kiosk.second});
    }
}
