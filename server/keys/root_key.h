#pragma once

#include <string>
#include <string_view>

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"

namespace otk::keys {

/// The first line of a root key's file.
constexpr std::string_view root_title = "otklik root key 1";

/// A tenant's root key as it lies on the offline computer: sealed under a passphrase.
Result<std::string> seal_root(
    const crypto::SigningKey& root, std::string_view passphrase, Random& random);

/// InvalidInput for a text that is no root key's, Permission for another passphrase.
Result<crypto::SigningKey> open_root(std::string_view sealed, std::string_view passphrase);

}  // namespace otk::keys
