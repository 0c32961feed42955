#pragma once

#include <optional>
#include <string>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"
#include "core/wire/key_list.h"
#include "server/ingest/key_ring.h"

namespace otk::keys {

/// What the tenant's root says, as it lies in a server's state folder: root.pub, keys.json.
struct TenantKeys {
    crypto::PublicKey root;
    wire::KeyList list;
    std::string document;  ///< keys.json, byte for byte as it was signed
};

/// Nothing if none were installed yet. Corrupt if they no longer fit together.
Result<std::optional<TenantKeys>> read_tenant_keys(const Path& state_folder);

/// What this server itself can stand for: a list without it would cut its kiosks off.
struct OwnKeys {
    const ingest::KeyRing* ring = nullptr;
    crypto::Hash256 tls_pin{};  ///< of the certificate that it shows
};

/// The next list to be signed: the installed one, or an empty one, with this server's keys first
/// and the sequence one further.
wire::KeyList next_list(const std::optional<TenantKeys>& installed, const OwnKeys& own);

/// Takes a signed list into use. `root` is needed the first time and must not differ later
/// (Conflict); Conflict for an older sequence, or another list of the same; InvalidInput if a key
/// of this server is not in it; the errors of wire::open_key_list.
Result<TenantKeys> install_tenant_keys(const Path& state_folder, std::string_view document,
    const std::optional<crypto::PublicKey>& root, const OwnKeys& own);

}  // namespace otk::keys
