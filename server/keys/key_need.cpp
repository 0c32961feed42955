#include "server/keys/key_need.h"

#include <algorithm>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::keys {
namespace {

/// Named in a refusal; the rest is counted.
constexpr std::size_t kiosks_named_max = 5;

bool names(const std::optional<TenantKeys>& installed, const wire::ServerKeyId& key) {
    if (!installed) return false;
    const auto& listed = installed->list.box_keys;
    return std::any_of(listed.begin(), listed.end(),
        [&](const crypto::BoxPublicKey& one) { return wire::server_key_id(one) == key; });
}

std::optional<Need> need_of_kiosk(
    const wire::ServerKeyId& key, std::int64_t installed, const wire::BundleReport& word) {
    if (word.keys_needed.empty()) return Need::Silent;
    const bool holds =
        std::find(word.keys_needed.begin(), word.keys_needed.end(), key) != word.keys_needed.end();
    if (holds) return Need::Holds;
    const bool follows_a_list = word.keys_sequence > 0;
    if (follows_a_list && word.keys_sequence < installed) return Need::Behind;
    return std::nullopt;
}

std::vector<NeedyKiosk> needy(const wire::ServerKeyId& key, std::int64_t installed,
    const std::vector<storage::StoredBundleReport>& words) {
    std::vector<NeedyKiosk> kiosks;
    for (const storage::StoredBundleReport& word : words) {
        const std::optional<Need> need = need_of_kiosk(key, installed, word.report);
        if (!need) continue;
        kiosks.push_back({.id = word.report.kiosk,
            .place = word.place,
            .need = *need,
            .day = word.day,
            .sequence = word.report.keys_sequence});
    }
    return kiosks;
}

std::string first_of(const std::vector<NeedyKiosk>& kiosks) {
    std::string words;
    const std::size_t named = std::min(kiosks.size(), kiosks_named_max);
    for (std::size_t index = 0; index < named; ++index)
        words += format("{}{}", index == 0 ? "" : "; ", in_words(kiosks[index]));
    if (named < kiosks.size()) words += format("; and {} more", kiosks.size() - named);
    return words;
}

}  // namespace

Result<KioskWords> read_kiosk_words(storage::Storage& storage) {
    KioskWords words;
    words.enrolled = OTK_TRY(storage.bundle_reports());
    words.revoked = OTK_TRY(storage.bundle_reports_of_revoked());
    return words;
}

KeyNeed need_of(const wire::ServerKeyId& key, const wire::ServerKeyId& current,
    const std::optional<TenantKeys>& installed, const KioskWords& words, std::int64_t parked_rows) {
    const std::int64_t sequence = installed ? installed->list.sequence : 0;
    return {.is_current = key == current,
        .is_listed = names(installed, key),
        .kiosks = needy(key, sequence, words.enrolled),
        .revoked = needy(key, sequence, words.revoked),
        .parked_rows = parked_rows};
}

std::string in_words(const NeedyKiosk& kiosk) {
    const std::string who = format("{} {}", kiosk.id.text(), kiosk.place);
    switch (kiosk.need) {
        case Need::Silent:
            return kiosk.day.empty()
                       ? format("{}: has not said anything yet", who)
                       : format("{}: does not say which keys it needs (its word of {})", who,
                             kiosk.day);
        case Need::Holds:
            return format("{}: still needs it (its word of {})", who, kiosk.day);
        case Need::Behind:
            return format(
                "{}: follows keys.json {} (its word of {})", who, kiosk.sequence, kiosk.day);
    }
    OTK_UNREACHABLE();
}

std::string obstacle(const KeyNeed& need, bool despite_revoked) {
    if (need.is_current) return "it is the box key in use";
    if (need.is_listed)
        return "the installed keys.json names it: keys draft --without it, sign and install first";
    if (need.parked_rows > 0) {
        return format(
            "{} parked rows are sealed to it: otklik-server retry-parked, or forget them first",
            need.parked_rows);
    }
    if (!need.kiosks.empty()) {
        return format("{} kiosks may still send what only it opens: {}", need.kiosks.size(),
            first_of(need.kiosks));
    }
    if (!need.revoked.empty() && !despite_revoked) {
        return format(
            "{} revoked kiosks may hold what only it opens, and could not deliver it if "
            "the revocation were undone (--despite-revoked gives that up): {}",
            need.revoked.size(), first_of(need.revoked));
    }
    return {};
}

}  // namespace otk::keys
