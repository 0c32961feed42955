#pragma once

#include <string>
#include <vector>

#include "cli/command.h"
#include "core/base/random.h"
#include "core/crypto/signature.h"

namespace otk::cli {

/// Of a file of a key, sealed or public.
constexpr std::size_t bundle_key_bytes_max = 1024;

/// The option with which a command is told whose signature it believes.
Option trusted_key_option();

/// Its values: each a public key's text, or a file that holds one (core/crypto/minisign.h).
Result<std::vector<crypto::PublicKey>> trusted_keys(const Arguments& arguments);

/// A key that signs bundles, as a text that a passphrase opens (core/crypto/passphrase.h).
Result<std::string> seal_bundle_key(
    const crypto::SigningKey& key, std::string_view passphrase, Random& random);

/// Asks for the passphrase and opens the file with it.
Result<crypto::SigningKey> open_bundle_key(const Path& file, const Console& console);

}  // namespace otk::cli
