#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "server/ingest/key_ring.h"
#include "server/keys/tenant_keys.h"
#include "server/storage/storage.h"

namespace otk::keys {

/// Why a kiosk may still send something that only a certain box key opens.
enum class Need {
    Silent,  ///< it never said which keys it needs: an older version, or it cannot tell now
    Holds,   ///< it says that it holds something, or seals to it
    Behind,  ///< it follows an older keys.json than the installed one, and may still seal to it
};

struct NeedyKiosk {
    wire::KioskId id;
    std::string place;
    Need need = Need::Silent;
    std::string day;            ///< of its last word; empty: it never said anything
    std::int64_t sequence = 0;  ///< of the list that it follows
};

/// Who needs one of this server's box keys.
struct KeyNeed {
    bool is_current = false;          ///< new enrolments get it
    bool is_listed = false;           ///< the installed keys.json names it
    std::vector<NeedyKiosk> kiosks;   ///< enrolled ones, by the storage's order
    std::vector<NeedyKiosk> revoked;  ///< what a revocation undone would bring back
    std::int64_t parked_rows = 0;     ///< at the server

    /// Nothing that is on its way or may come is lost with it. Revoked kiosks do not count: that is
    /// for whoever destroys it to say.
    bool is_free() const { return !is_current && !is_listed && kiosks.empty() && parked_rows == 0; }
};

/// What all kiosks say, read once for many keys.
struct KioskWords {
    std::vector<storage::StoredBundleReport> enrolled;
    std::vector<storage::StoredBundleReport> revoked;
};
Result<KioskWords> read_kiosk_words(storage::Storage& storage);

/// A kiosk that follows a list seals to no key that is missing in it, and says what it still holds
/// of others. One that follows none (it was enrolled without a root) seals to one key for ever, and
/// says that one. So each word that is as new as the installed list is final.
KeyNeed need_of(const wire::ServerKeyId& key, const wire::ServerKeyId& current,
    const std::optional<TenantKeys>& installed, const KioskWords& words, std::int64_t parked_rows);

/// "0123… reception-7: still holds something sealed to it (its word of 2026-11-26)"
std::string in_words(const NeedyKiosk& kiosk);

/// Why the key must not be destroyed, in words with what to do; empty if it may be.
/// `despite_revoked`: what revoked kiosks hold is given up.
std::string obstacle(const KeyNeed& need, bool despite_revoked);

}  // namespace otk::keys
