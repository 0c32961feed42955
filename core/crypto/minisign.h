#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/signature.h"

/// Signatures in the format of minisign (https://jedisct1.github.io/minisign/, "Signature format"),
/// so that `minisign -V` checks what we signed and we check what `minisign -S` signed: four lines,
/// Ed25519 over the message's BLAKE2b-512, and a comment that a second signature covers.
namespace otk::crypto {

/// Of the four lines, ends of lines included.
constexpr std::size_t minisign_bytes_max = 1024;
constexpr std::size_t minisign_lines = 4;

/// Who signed a message, and what the signer said beside it.
struct MinisignVerdict {
    PublicKey key;
    std::string comment;  ///< one line of UTF-8
};

/// Asserts that the comment is one line of at most 200 bytes.
std::string minisign(const SigningKey& key, ByteView message, std::string_view comment);

/// Believes a signature of exactly this message by one of `keys`. InvalidInput: these are no four
/// lines of minisign's (the legacy format without a hash is none either); Permission: no key fits,
/// with the signature's key id; Corrupt: the key fits and the message or the comment does not.
Result<MinisignVerdict> verify_minisign(
    std::string_view lines, ByteView message, std::span<const PublicKey> keys);

/// The key as minisign's -P takes it; its key id is derived from the key.
std::string minisign_key_text(const PublicKey& key);

/// A key as minisign_key_text, as a file of minisign's (minisign.pub: a comment's line before it),
/// or as 64 hexadecimal digits.
Result<PublicKey> parse_minisign_key(std::string_view text);

}  // namespace otk::crypto
