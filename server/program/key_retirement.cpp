#include "server/program/key_retirement.h"

#include <algorithm>
#include <memory>
#include <set>

#include "core/base/clock.h"
#include "core/base/format.h"
#include "server/keys/administrator_log.h"
#include "server/keys/key_need.h"
#include "server/program/last_word.h"
#include "server/program/store.h"

namespace otk::program {
namespace {

/// What is asked of every key.
struct Office {
    ingest::KeyRing ring;
    std::optional<keys::TenantKeys> installed;
    std::unique_ptr<storage::Storage> storage;
    keys::KioskWords words;

    Result<keys::KeyNeed> need_of(const wire::ServerKeyId& key) const {
        const std::int64_t parked = OTK_TRY(storage->parked_under(key));
        return keys::need_of(key, ring.box_key_id(), installed, words, parked);
    }
};

Result<Office> open_office(const config::Config& config) {
    const Path& state_folder = config.path("server.state_folder");
    SystemRandom random;
    ingest::KeyRing ring = OTK_TRY(ingest::KeyRing::open(state_folder, random));
    auto installed = OTK_TRY(keys::read_tenant_keys(state_folder));
    auto storage = OTK_TRY(open_store(config));
    keys::KioskWords words = OTK_TRY(keys::read_kiosk_words(*storage));
    return Office{.ring = std::move(ring),
        .installed = std::move(installed),
        .storage = std::move(storage),
        .words = std::move(words)};
}

std::int64_t count(const std::vector<keys::NeedyKiosk>& kiosks, keys::Need need) {
    return std::count_if(kiosks.begin(), kiosks.end(),
        [need](const keys::NeedyKiosk& kiosk) { return kiosk.need == need; });
}

std::string in_words(const keys::KeyNeed& need) {
    const std::string_view standing = need.is_current  ? "in use"
                                      : need.is_listed ? "in keys.json"
                                                       : "retired";
    return format(
        "{}: needed by {} kiosks, {} follow an older keys.json, {} do not say; "
        "{} revoked ones may need it; {} parked rows{}\n",
        standing, count(need.kiosks, keys::Need::Holds), count(need.kiosks, keys::Need::Behind),
        count(need.kiosks, keys::Need::Silent), need.revoked.size(), need.parked_rows,
        need.is_free() ? "; it may be destroyed" : "");
}

/// Keys that kiosks need and that lie nowhere here.
std::set<wire::ServerKeyId> missing_keys(const Office& office) {
    std::set<wire::ServerKeyId> missing;
    for (const storage::StoredBundleReport& word : office.words.enrolled) {
        for (const wire::ServerKeyId& id : word.report.keys_needed) {
            if (office.ring.find(id) == nullptr) missing.insert(id);
        }
    }
    return missing;
}

Result<std::string> show(const config::Config& config) {
    const Office office = OTK_TRY(open_office(config));
    std::string words;
    for (const crypto::BoxPublicKey& key : office.ring.box_public_keys()) {
        const keys::KeyNeed need = OTK_TRY(office.need_of(wire::server_key_id(key)));
        words += format("{} {}", key.text(), in_words(need));
    }
    for (const wire::ServerKeyId& id : missing_keys(office)) {
        const keys::KeyNeed need = OTK_TRY(office.need_of(id));
        words += format(
            "a key that is not here, id {}: needed by {} kiosks; what they send under it "
            "is parked (keys restore, from a backup that has it)\n",
            id.text(), count(need.kiosks, keys::Need::Holds));
    }
    return words;
}

Result<std::string> retire(const config::Config& config, const KeyRetirement& wish) {
    const auto key = OTK_TRY(in("KEY", crypto::BoxPublicKey::from_text(wish.key)));
    const wire::ServerKeyId id = wire::server_key_id(key);
    const Office office = OTK_TRY(open_office(config));
    if (office.ring.find(id) == nullptr)
        return fail(ErrorKind::InvalidInput, "KEY: no box key of this server (keys needed)");
    const keys::KeyNeed need = OTK_TRY(office.need_of(id));
    const std::string why_not = keys::obstacle(need, wish.despite_revoked);
    if (!why_not.empty()) return fail(ErrorKind::Conflict, why_not);
    const Path& state_folder = config.path("server.state_folder");
    OTK_TRY(ingest::KeyRing::destroy(state_folder, key));
    OTK_TRY(keys::note(state_folder, SystemClock(),
        format("keys retire box={} revoked-kiosks={}", key.text(), need.revoked.size())));
    return format(
        "destroyed here: {}\n"
        "Restart the server, which holds it in memory until then. Make a new backup of the "
        "keys (keys backup): nobody is enrolled before. Every older backup still holds it.\n",
        key.text());
}

}  // namespace

ExitCode show_needed_keys(const config::Config& config) {
    return last_word(show(config));
}

ExitCode retire_key(const config::Config& config, const KeyRetirement& wish) {
    return last_word(retire(config, wish));
}

}  // namespace otk::program
