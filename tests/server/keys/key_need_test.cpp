#include "server/keys/key_need.h"

#include <catch2/catch.hpp>

#include "server/storage/sqlite_storage.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using keys::Need;

namespace {

/// A server that retires its first box key: the second is in use, and the installed list, the
/// second one, names that alone.
struct Office {
    test::TemporaryFolder folder;
    SystemRandom random;
    crypto::BoxPublicKey old_key = crypto::BoxKey::generate(random).public_key();
    crypto::BoxPublicKey new_key = crypto::BoxKey::generate(random).public_key();
    wire::ServerKeyId old_id = wire::server_key_id(old_key);
    wire::ServerKeyId new_id = wire::server_key_id(new_key);
    std::optional<keys::TenantKeys> installed = keys::TenantKeys{.root = {},
        .list = {.sequence = 2,
            .box_keys = {new_key},
            .receipt_keys = {},
            .bundle_keys = {},
            .tls_pins = {}},
        .document = {}};
    std::unique_ptr<storage::Storage> storage =
        storage::open_sqlite_storage(folder / "server.db").value();

    storage::Kiosk enrol() {
        storage::Kiosk kiosk{.number = 0,
            .id = wire::KioskId::random(random),
            .key = crypto::SigningKey::generate(random).public_key(),
            .place = "reception-7"};
        write([&]() -> Result<void> {
            kiosk = OTK_TRY(storage->put_kiosk(kiosk, "2026-11-25"));
            return {};
        });
        return kiosk;
    }
    void write(const std::function<Result<void>()>& work) {
        REQUIRE(storage->in_transaction(work));
    }
    void says(
        const storage::Kiosk& kiosk, std::int64_t sequence, std::vector<wire::ServerKeyId> needed) {
        std::sort(needed.begin(), needed.end());
        const wire::BundleReport report{
            .kiosk = kiosk.id, .keys_sequence = sequence, .keys_needed = std::move(needed)};
        write([&] { return storage->put_bundle_report(kiosk, report, "2026-11-26"); });
    }
    void revoke(const storage::Kiosk& kiosk) {
        write([&]() -> Result<void> {
            OTK_TRY(storage->set_revoked(kiosk.id, "2026-11-26"));
            return {};
        });
    }
    void park() {
        write([&] {
            return storage->park({.number = 0,
                .id = wire::RowId::random(random),
                .box = {.server_key = old_id, .sealed = {}},
                .sealed = Bytes(168),
                .reason = "form_unknown",
                .detail = "wide 1",
                .received_day = "2026-11-26"});
        });
    }

    keys::KeyNeed need_of(const wire::ServerKeyId& key) {
        return keys::need_of(key, new_id, installed, keys::read_kiosk_words(*storage).value(),
            storage->parked_under(key).value());
    }
    keys::KeyNeed need() { return need_of(old_id); }
    std::string obstacle(bool despite_revoked = false) {
        return keys::obstacle(need(), despite_revoked);
    }
    /// What the only kiosk that is in the way says.
    Need only_need() {
        const keys::KeyNeed found = need();
        REQUIRE(found.kiosks.size() == 1);
        CHECK_FALSE(found.is_free());
        CHECK_FALSE(obstacle().empty());
        return found.kiosks[0].need;
    }
};

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a retired key is free once every kiosk follows the list and holds nothing under it") {
    Office office;
    const storage::Kiosk kiosk = office.enrol();
    CHECK(office.only_need() == Need::Silent);
    CHECK(has(office.obstacle(), kiosk.id.text() + " reception-7: has not said anything yet"));
    office.says(kiosk, 1, {office.old_id});
    CHECK(office.only_need() == Need::Holds);
    office.says(kiosk, 2, {office.old_id, office.new_id});
    CHECK(office.only_need() == Need::Holds);
    CHECK(has(office.obstacle(), "reception-7: still needs it (its word of 2026-11-26)"));
    office.says(kiosk, 2, {});
    CHECK(office.only_need() == Need::Silent);
    CHECK(has(office.obstacle(), "does not say which keys it needs (its word of 2026-11-26)"));
    office.says(kiosk, 2, {office.new_id});
    CHECK(office.need().is_free());
    CHECK(office.obstacle().empty());
}

TEST_CASE("a kiosk that follows an older list may still seal to the key") {
    Office office;
    const storage::Kiosk kiosk = office.enrol();
    office.says(kiosk, 1, {office.new_id});
    CHECK(office.only_need() == Need::Behind);
    CHECK(has(office.obstacle(), "reception-7: follows keys.json 1 (its word of 2026-11-26)"));
    office.says(kiosk, 3, {office.new_id});  // of another server of the tenant
    CHECK(office.need().is_free());
}

TEST_CASE("a kiosk without a root needs the one key that it says, for ever, and no other") {
    Office office;
    const storage::Kiosk kiosk = office.enrol();
    office.says(kiosk, 0, {office.new_id});
    CHECK(office.need().is_free());
    office.says(kiosk, 0, {office.old_id});
    CHECK(office.only_need() == Need::Holds);
}

TEST_CASE("the key in use, and one that the installed list names, are not free") {
    Office office;
    CHECK(office.need().is_free());
    CHECK(office.need_of(office.new_id).is_current);
    CHECK(has(keys::obstacle(office.need_of(office.new_id), true), "in use"));
    office.installed->list.box_keys.push_back(office.old_key);
    CHECK_FALSE(office.need().is_free());
    CHECK(has(office.obstacle(true), "--without it"));
    office.installed.reset();
    CHECK(office.need().is_free());
}

TEST_CASE("a row that is parked under a key keeps it") {
    Office office;
    office.park();
    CHECK(office.need().parked_rows == 1);
    CHECK(office.need_of(office.new_id).parked_rows == 0);
    CHECK(has(office.obstacle(true), "1 parked rows"));
}

TEST_CASE("what a revoked kiosk may hold is given up only by word") {
    Office office;
    const storage::Kiosk lost = office.enrol();
    const storage::Kiosk stolen = office.enrol();
    office.says(lost, 2, {office.new_id});
    office.says(stolen, 1, {office.old_id});
    office.revoke(lost);
    office.revoke(stolen);
    CHECK(office.need().kiosks.empty());
    REQUIRE(office.need().revoked.size() == 1);
    CHECK(has(office.obstacle(), "--despite-revoked"));
    CHECK(has(office.obstacle(), stolen.id.text()));
    CHECK(office.obstacle(true).empty());
}

TEST_CASE("of many kiosks a few are named and all are counted") {
    Office office;
    for (int kiosk = 0; kiosk < 7; ++kiosk)
        office.enrol();
    CHECK(has(office.obstacle(), "7 kiosks may still send"));
    CHECK(office.obstacle().ends_with("; and 2 more"));
}
