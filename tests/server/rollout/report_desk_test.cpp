#include "server/rollout/report_desk.h"

#include <array>

#include <catch2/catch.hpp>

#include "core/bundle/bundle.h"
#include "core/bundle/bundle_file.h"
#include "core/bundle/bundle_writer.h"
#include "server/storage/sqlite_storage.h"
#include "tests/core/bundle/sample_bundle.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::rollout;

namespace {

const crypto::SigningKey& signer() {
    static const crypto::SigningKey key = crypto::SigningKey::from_seed(Bytes(32, 5)).value();
    return key;
}

const std::array trusted{signer().public_key()};

Bytes bundle_file(std::int64_t sequence, const crypto::SigningKey& key = signer()) {
    const test::TemporaryFolder folder;
    bundle::BundleDraft draft = test::sample_bundle();
    draft.manifest.sequence = sequence;
    REQUIRE(bundle::write_bundle(draft, folder / "bundle"));
    return bundle::sign_bundle(bundle::pack_bundle(folder / "bundle").value(), key).value();
}

Result<void> no_forms(const bundle::Bundle&, const Path&) {
    return {};
}

/// A server's store and folder, and kiosks that speak to its desk.
class Office {
  public:
    Office()
        : m_storage(storage::open_sqlite_storage(m_folder / "server.db").value()),
          m_reader(storage::open_sqlite_reader(m_folder / "server.db").value()),
          m_bundles(m_folder.path() / "bundles"),
          m_desk(*m_storage, m_bundles, m_clock) {}

    RolloutFolder& bundles() { return m_bundles; }
    storage::Storage& storage() { return *m_storage; }
    Result<wire::BundleOffer> receive(ByteView report) {
        const HeardReport heard = OTK_TRY(hear_report(*m_reader, report));
        return m_desk.receive(heard);
    }

    /// The database as a command of the administrator opens it, beside the server.
    std::unique_ptr<storage::Storage> open_again() const {
        return storage::open_sqlite_storage(m_folder / "server.db").value();
    }

    struct Kiosk {
        wire::KioskId id;
        crypto::SigningKey key;
    };
    Kiosk enrol(const std::string& place) { return enrol(place, *m_storage); }
    Kiosk enrol(const std::string& place, storage::Storage& storage) {
        Kiosk kiosk{wire::KioskId::random(m_random), crypto::SigningKey::generate(m_random)};
        const storage::Kiosk stored{
            .number = 0, .id = kiosk.id, .key = kiosk.key.public_key(), .place = place};
        REQUIRE(storage.in_transaction([&]() -> Result<void> {
            OTK_TRY(storage.put_kiosk(stored, "2026-11-26"));
            return {};
        }));
        return kiosk;
    }
    wire::BundleOffer says(
        const Kiosk& kiosk, const std::string& shown = {}, const std::string& refused = {}) {
        wire::BundleReport report;
        report.kiosk = kiosk.id;
        report.shown = shown;
        report.refused = refused;
        if (!refused.empty()) report.why = "page rating: it does not fit";
        const auto offer = receive(wire::encode_bundle_report(report, kiosk.key));
        REQUIRE(offer);
        return *offer;
    }

  private:
    test::TemporaryFolder m_folder;
    SystemClock m_clock;
    SystemRandom m_random;
    std::unique_ptr<storage::Storage> m_storage;
    std::unique_ptr<storage::Storage> m_reader;
    RolloutFolder m_bundles;
    ReportDesk m_desk;
};

}  // namespace

TEST_CASE("a published bundle goes to the first place, then to all, in pieces") {
    Office office;
    const Office::Kiosk hall = office.enrol("hall-2");
    const Office::Kiosk reception = office.enrol("reception-7");
    CHECK(office.says(hall).name.empty());
    const Bytes file = bundle_file(3);
    Publication publication;
    publication.canaries = {"hall-2"};
    const Result<Rollout> begun = office.bundles().publish(file, trusted, publication, no_forms);
    REQUIRE(begun);
    CHECK(begun->wave == Wave::Canary);
    CHECK(office.says(hall) == begun->bundle);
    CHECK(office.says(reception).name.empty());
    REQUIRE(office.bundles().change([](Rollout& rollout) { rollout.wave = Wave::All; }));
    CHECK(office.says(reception) == begun->bundle);
    CHECK(office.says(hall, begun->bundle.name).name.empty());

    std::string fetched;
    while (fetched.size() < begun->bundle.bytes)
        fetched += office.bundles().piece(begun->bundle.name, fetched.size()).value();
    CHECK(fetched == text_of(file));
    CHECK_FALSE(office.bundles().piece(begun->bundle.name, fetched.size()));
    CHECK(office.bundles().piece("4-0a1b2c3d4e5f6071", 0).error().kind == ErrorKind::NotFound);

    const auto reports = office.storage().bundle_reports().value();
    REQUIRE(reports.size() == 2);
    CHECK(reports[0].place == "hall-2");
    CHECK(reports[0].report.shown == begun->bundle.name);
    CHECK(reports[1].report.shown.empty());
}

TEST_CASE("a bundle that too many kiosks refuse halts by itself, and goes on by hand") {
    Office office;
    Publication publication;
    publication.bad_max = 1;
    const Rollout begun =
        office.bundles().publish(bundle_file(3), trusted, publication, no_forms).value();
    REQUIRE(office.bundles().change([](Rollout& rollout) { rollout.wave = Wave::All; }));
    const Office::Kiosk last = office.enrol("hall-2");
    for (int refusal = 0; refusal < 2; ++refusal) {
        CHECK(office.says(last) == begun.bundle);
        const Office::Kiosk kiosk = office.enrol("reception-7");
        CHECK(office.says(kiosk, {}, begun.bundle.name).name.empty());
        // The same word again is no second refusal.
        office.says(kiosk, {}, begun.bundle.name);
    }
    CHECK(office.bundles().read().value()->halted == "2 kiosks refused it");
    CHECK(office.says(last).name.empty());
    REQUIRE(office.bundles().change([](Rollout& rollout) { rollout.halted.clear(); }));
    CHECK(office.says(last) == begun.bundle);
}

TEST_CASE(
    "only a trusted, sound and newer bundle is published, and the one before stays otherwise") {
    Office office;
    CHECK_FALSE(office.bundles().read().value());
    CHECK(office.bundles().change([](Rollout&) {}).error().kind == ErrorKind::NotFound);
    const auto publish = [&](const Bytes& file) {
        return office.bundles().publish(file, trusted, {}, no_forms);
    };
    const auto stranger = crypto::SigningKey::from_seed(Bytes(32, 6)).value();
    CHECK(publish(bundle_file(3, stranger)).error().kind == ErrorKind::Permission);
    CHECK_FALSE(office.bundles().read().value());
    const Rollout third = publish(bundle_file(3)).value();
    CHECK(third.wave == Wave::Share);  // no first place was named
    CHECK(publish(bundle_file(3)).error().kind == ErrorKind::Conflict);
    Bytes altered = bundle_file(4);
    altered[altered.size() / 2] ^= 1U;
    CHECK(publish(altered).error().kind == ErrorKind::Corrupt);
    const auto refused = office.bundles().publish(
        bundle_file(4), trusted, {}, [](const bundle::Bundle&, const Path&) -> Result<void> {
            return fail(ErrorKind::Io, "the store");
        });
    CHECK(refused.error().kind == ErrorKind::Io);
    CHECK(office.bundles().read().value() == third);
    CHECK(office.bundles().piece(third.bundle.name, 0));
    const Rollout fourth = publish(bundle_file(4)).value();
    CHECK(office.bundles().read().value() == fourth);
    CHECK_FALSE(office.bundles().piece(third.bundle.name, 0));
}

TEST_CASE("a command that writes between two reports disturbs neither") {
    Office office;
    const Office::Kiosk kiosk = office.enrol("hall-2");
    const auto beside = office.open_again();
    for (const std::string shown : {"", "3-0a1b2c3d4e5f6071", "4-0a1b2c3d4e5f6071"}) {
        office.says(kiosk, shown);
        office.says(kiosk, shown);
        REQUIRE(beside->in_transaction([&]() -> Result<void> {
            return beside->note_test({"2026-11-26", "hall-2", "reception"});
        }));
    }
    CHECK(office.storage().bundle_reports().value()[0].report.shown == "4-0a1b2c3d4e5f6071");
}

TEST_CASE("a kiosk that a command enrols beside the running server is known at its first word") {
    Office office;
    const Office::Kiosk known = office.enrol("hall-2");
    office.says(known);
    const auto beside = office.open_again();
    for (int round = 0; round < 3; ++round) {
        const Office::Kiosk kiosk = office.enrol("reception-7", *beside);
        CHECK(office.says(kiosk) == wire::BundleOffer{});
    }
    CHECK(office.storage().bundle_reports().value().size() == 4);
}

TEST_CASE("a revoked kiosk has no word, and what it refused halts nothing") {
    Office office;
    Publication publication;
    publication.bad_max = 1;
    const Rollout begun =
        office.bundles().publish(bundle_file(3), trusted, publication, no_forms).value();
    REQUIRE(office.bundles().change([](Rollout& rollout) { rollout.wave = Wave::All; }));
    const Office::Kiosk stolen = office.enrol("hall-2");
    office.says(stolen, {}, begun.bundle.name);
    REQUIRE(office.storage().in_transaction([&]() -> Result<void> {
        const bool known = OTK_TRY(office.storage().set_revoked(stolen.id, "2026-11-26"));
        CHECK(known);
        return {};
    }));
    wire::BundleReport report;
    report.kiosk = stolen.id;
    CHECK(office.receive(wire::encode_bundle_report(report, stolen.key)).error().kind ==
          ErrorKind::Permission);
    office.says(office.enrol("hall-2"), {}, begun.bundle.name);
    CHECK(office.bundles().read().value()->halted.empty());
    CHECK(office.storage().bundle_reports().value().size() == 1);
}

TEST_CASE("what a kiosk says of keys and disk is kept, and a full disk counts until it is revoked") {
    Office office;
    const Office::Kiosk kiosk = office.enrol("hall-2");
    office.says(office.enrol("reception-7"));
    CHECK(office.storage().disks_filling_up().value() == 0);
    wire::BundleReport report;
    report.kiosk = kiosk.id;
    report.keys_sequence = 4;
    report.keys_needed = {wire::ServerKeyId{{1, 2}}, wire::ServerKeyId{{3}}};
    for (const auto& [disk, filling_up] :
        {std::pair{wire::Disk::Low, 1}, {wire::Disk::None, 1}, {wire::Disk::Fine, 0},
            {wire::Disk::Low, 1}}) {
        report.disk = disk;
        REQUIRE(office.receive(wire::encode_bundle_report(report, kiosk.key)));
        CHECK(office.storage().disks_filling_up().value() == filling_up);
        CHECK(office.storage().bundle_reports().value()[0].report == report);
    }
    REQUIRE(office.storage().in_transaction([&]() -> Result<void> {
        OTK_TRY(office.storage().set_revoked(kiosk.id, "2026-11-26"));
        return {};
    }));
    CHECK(office.storage().disks_filling_up().value() == 0);
    CHECK(office.storage().bundle_reports().value().size() == 1);
    const auto revoked = office.storage().bundle_reports_of_revoked().value();
    REQUIRE(revoked.size() == 1);
    CHECK(revoked[0].report == report);
    CHECK(revoked[0].place == "hall-2");
}

TEST_CASE("a word that lay in the outbox while the kiosk's key was changed is heard") {
    Office office;
    const Office::Kiosk kiosk = office.enrol("hall-2");
    const auto next = crypto::SigningKey::from_seed(Bytes(32, 7)).value();
    wire::BundleReport report;
    report.kiosk = kiosk.id;
    CHECK(office.receive(wire::encode_bundle_report(report, next)).error().kind ==
          ErrorKind::Permission);
    const storage::Kiosk stored = *office.storage().find_kiosk(kiosk.id).value();
    REQUIRE(office.storage().in_transaction([&] {
        return office.storage().change_key(stored, next.public_key(), "2026-11-26");
    }));
    CHECK(office.receive(wire::encode_bundle_report(report, kiosk.key)));
    CHECK(office.receive(wire::encode_bundle_report(report, next)));
}

TEST_CASE("what could not be read again is not written") {
    Office office;
    REQUIRE(office.bundles().publish(bundle_file(3), trusted, {}, no_forms));
    const Rollout before = *office.bundles().read().value();
    const auto halted_with = [&](std::size_t bytes) {
        return office.bundles().change(
            [&](Rollout& rollout) { rollout.halted = std::string(bytes, 'x'); });
    };
    CHECK(halted_with(RolloutLimits::why_bytes_max + 1).error().kind == ErrorKind::InvalidInput);
    CHECK(office.bundles().read().value() == before);
    CHECK(halted_with(RolloutLimits::why_bytes_max));
    Publication crowded;
    crowded.canaries.assign(RolloutLimits::names_max + 1, "hall-2");
    CHECK(office.bundles().publish(bundle_file(4), trusted, crowded, no_forms).error().kind ==
          ErrorKind::InvalidInput);
    CHECK(office.bundles().read().value()->bundle == before.bundle);
}

TEST_CASE("a word that no kiosk of this server signed is refused") {
    Office office;
    const Office::Kiosk kiosk = office.enrol("hall-2");
    wire::BundleReport report;
    report.kiosk = kiosk.id;
    const auto stranger = crypto::SigningKey::from_seed(Bytes(32, 6)).value();
    CHECK(office.receive(wire::encode_bundle_report(report, stranger)).error().kind ==
          ErrorKind::Permission);
    report.kiosk.bytes.fill(1);
    CHECK(office.receive(wire::encode_bundle_report(report, kiosk.key)).error().kind ==
          ErrorKind::NotFound);
    CHECK(office.receive(bytes_of("nothing")).error().kind == ErrorKind::InvalidInput);
}
