#include "kiosk/shell/server_report.h"

#include <catch2/catch.hpp>

#include "core/wire/enrolment.h"
#include "core/wire/limits.h"
#include "kiosk/writer/identity.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::kiosk::shell;
using otk::kiosk::writer::Room;

namespace {

constexpr std::int64_t minute_ms = 60'000;
constexpr std::int64_t day_ms = std::int64_t{24} * 60 * minute_ms;

wire::ServerKeyId key_id(std::uint8_t number) {
    wire::ServerKeyId id;
    id.bytes.fill(number);
    return id;
}

/// A kiosk's folders, what its bundles and its writer say, and what the server then reads.
struct Kiosk {
    test::TemporaryFolder folder;
    test::ManualClock clock;
    SystemRandom random;
    Path state = folder / "state";
    Path outbox = folder / "outbox";
    wire::KioskId id = wire::KioskId::random(random);
    BundleStatus bundles;
    kiosk::writer::Status writer;
    ServerReport report{state, outbox, clock};

    Kiosk() {
        REQUIRE(make_folder(state));
        REQUIRE(make_folder(outbox));
        writer.starting = false;
        writer.enrolled = true;
        writer.server_keys = {.sequence = 1, .needed = {key_id(1)}};
        const wire::Enrolment enrolment{.url = "https://127.0.0.1:8443",
            .kiosk = id,
            .place = "reception-7",
            .server_key_id = {},
            .server_key = {},
            .receipt_keys = {crypto::PublicKey{}},
            .tls_authority = {}};
        REQUIRE(
            write_durably(state / "enrolment.json", bytes_of(wire::encode_enrolment(enrolment))));
        REQUIRE(kiosk::writer::open_identity(state, random));
    }

    Path file() const { return outbox / "bundle.report"; }
    Bytes bytes() const { return read_file(file(), wire::bundle_report_bytes_max).value(); }
    void tell() { REQUIRE(report.tell(bundles, writer)); }
    wire::BundleReport told() {
        tell();
        const auto key = kiosk::writer::open_identity(state, random).value();
        return wire::decode_bundle_report(bytes(), key.public_key()).value();
    }
};

}  // namespace

TEST_CASE("the server is told bundles, keys and disk once the writer has looked") {
    Kiosk kiosk;
    kiosk.writer.starting = true;
    kiosk.tell();
    CHECK_FALSE(std::filesystem::exists(kiosk.file()));
    kiosk.writer.starting = false;
    kiosk.writer.enrolled = false;
    kiosk.tell();
    CHECK_FALSE(std::filesystem::exists(kiosk.file()));
    kiosk.writer.enrolled = true;
    kiosk.writer.storage.room = Room::Low;
    kiosk.bundles.shown = "12-0a1b2c3d4e5f6071";
    kiosk.bundles.next = "13-0a1b2c3d4e5f6071";
    kiosk.bundles.refused = "from a stick";
    kiosk.bundles.refused_why = "older";
    CHECK(kiosk.told() == wire::BundleReport{.kiosk = kiosk.id,
                              .shown = "12-0a1b2c3d4e5f6071",
                              .next = "13-0a1b2c3d4e5f6071",
                              .refused = "from a stick",
                              .why = "older",
                              .keys_sequence = 1,
                              .keys_needed = {key_id(1)},
                              .disk = wire::Disk::Low});
}

TEST_CASE("what a visitor may have caused is told a day later, not when it happened") {
    Kiosk kiosk;
    kiosk.tell();
    const Bytes first = kiosk.bytes();
    kiosk.writer.storage.room = Room::Low;
    kiosk.writer.server_keys.needed = {key_id(1), key_id(2)};
    for (std::int64_t passed_ms = 0; passed_ms + minute_ms < day_ms; passed_ms += minute_ms) {
        kiosk.clock.advance_ms(minute_ms);
        kiosk.tell();
        REQUIRE(kiosk.bytes() == first);
    }
    kiosk.clock.advance_ms(minute_ms);
    CHECK(kiosk.told().disk == wire::Disk::Low);
    CHECK(kiosk.told().keys_needed == std::vector{key_id(1), key_id(2)});
}

TEST_CASE("a newer list of keys is told at once, and nothing of the disk with it") {
    Kiosk kiosk;
    kiosk.tell();
    kiosk.writer.storage.room = Room::None;
    kiosk.writer.server_keys = {.sequence = 2, .needed = {key_id(1), key_id(2)}};
    const wire::BundleReport told = kiosk.told();
    CHECK(told.keys_sequence == 2);
    CHECK(told.keys_needed == std::vector{key_id(1), key_id(2)});
    CHECK(told.disk == wire::Disk::Fine);
}

TEST_CASE("keys that nobody can tell are looked for again, and the disk is not") {
    Kiosk kiosk;
    kiosk.writer.server_keys.needed.clear();
    CHECK(kiosk.told().keys_needed.empty());
    kiosk.writer.server_keys.needed = {key_id(1)};
    kiosk.writer.storage.room = Room::Low;
    CHECK(kiosk.told().keys_needed == std::vector{key_id(1)});
    CHECK(kiosk.told().disk == wire::Disk::Fine);
}

TEST_CASE("a word that was removed, or that the key before signed, is laid there again") {
    Kiosk kiosk;
    kiosk.tell();
    std::filesystem::remove(kiosk.file());
    kiosk.clock.advance_ms(minute_ms);
    kiosk.tell();
    const Bytes before = kiosk.bytes();
    std::filesystem::remove(kiosk.state / "identity.key");
    REQUIRE(kiosk::writer::open_identity(kiosk.state, kiosk.random));
    kiosk.clock.advance_ms(minute_ms);
    CHECK(kiosk.told().kiosk == kiosk.id);
    CHECK(kiosk.bytes() != before);
}
