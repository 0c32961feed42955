#pragma once

#include "core/base/result.h"
#include "server/storage/storage.h"

namespace otk::storage {

/// What `read(key)` gives by the kiosk's key, or by the first of its former ones that signed: for
/// what may have been signed before the key was changed. `read` says Permission for another's
/// signature.
template <typename Read>
auto read_signed_by(const Kiosk& kiosk, Read read) -> decltype(read(kiosk.key)) {
    auto found = read(kiosk.key);
    for (const crypto::PublicKey& key : kiosk.former_keys) {
        if (found || found.error().kind != ErrorKind::Permission) break;
        found = read(key);
    }
    return found;
}

}  // namespace otk::storage
