#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/random.h"
#include "core/base/result.h"
#include "core/crypto/password.h"
#include "core/crypto/secret.h"

namespace otk::crypto {

/// What one try of a passphrase costs: RFC 9106, section 4, the second recommended option, with one
/// lane as libsodium has it. Some 0.2 s.
constexpr PasswordCost passphrase_cost{3, std::size_t{64} << 20U};

/// Letters of a passphrase at least: what it seals is tried offline by whoever finds the paper.
constexpr std::size_t passphrase_letters_min = 12;
/// Of a sealed text's content: keys, nothing larger.
constexpr std::size_t passphrase_content_bytes_max = 4096;
constexpr std::size_t sealed_text_bytes_max = 3 * passphrase_content_bytes_max;

/// Seals keys under a passphrase (Argon2id with a random salt, then XChaCha20-Poly1305) as a text
/// that survives paper: `title` on a line of its own, then hexadecimal digits. The title says what
/// it is
/// ("otklik root key 1"), and is sealed in: a text of one kind never opens as another.
/// InvalidInput for a passphrase that is too short, Unavailable without the memory. Asserts that
/// the content is at most passphrase_content_bytes_max.
Result<std::string> seal_with_passphrase(
    std::string_view title, ByteView content, std::string_view passphrase, Random& random);

/// The content again; white space between the digits does not matter. InvalidInput for a text of
/// another title or shape, Permission for another passphrase or any changed digit.
Result<Secret> open_with_passphrase(
    std::string_view title, std::string_view text, std::string_view passphrase);

}  // namespace otk::crypto
