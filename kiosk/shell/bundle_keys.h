#pragma once

#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"

namespace otk::kiosk::shell {

/// Whose bundles a kiosk takes: a file with one public key a line, as minisign's or in hexadecimal;
/// empty lines and those that begin with "#" or "untrusted comment:" say nothing. None without the
/// file. InvalidInput for a line that is no key.
Result<std::vector<crypto::PublicKey>> read_bundle_keys(const Path& file);

/// Those of the file, and those that the keys.json which this kiosk follows lets sign bundles.
Result<std::vector<crypto::PublicKey>> trusted_bundle_keys(
    const Path& file, const Path& state_folder);

}  // namespace otk::kiosk::shell
