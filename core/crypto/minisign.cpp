#include "core/crypto/minisign.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/assert.h"
#include "core/base/base64.h"
#include "core/base/format.h"
#include "core/crypto/base64.h"
#include "core/crypto/hash.h"
#include "core/crypto/start.h"

namespace otk::crypto {
namespace {

constexpr std::string_view untrusted_prefix = "untrusted comment: ";
constexpr std::string_view trusted_prefix = "trusted comment: ";
constexpr std::size_t comment_bytes_max = 200;

/// Two letters before each: "Ed" an Ed25519 key, "ED" a signature over the message's hash.
constexpr std::string_view key_algorithm = "Ed";
constexpr std::string_view hashed_algorithm = "ED";

using KeyId = std::array<std::uint8_t, 8>;

constexpr std::size_t signature_line_bytes =
    hashed_algorithm.size() + sizeof(KeyId) + sizeof(Signature);
constexpr std::size_t key_line_bytes =
    key_algorithm.size() + sizeof(KeyId) + sizeof(PublicKey::bytes);

/// minisign draws it by chance; ours follows from the key, so that no file has to carry it.
KeyId key_id(const PublicKey& key) {
    const Hash256 hash = blake2b_256(key.bytes);
    KeyId id{};
    std::copy_n(hash.begin(), id.size(), id.begin());
    return id;
}

/// As minisign prints it: a little-endian number.
std::string in_words(KeyId id) {
    std::reverse(id.begin(), id.end());
    std::string text = to_hex(id);
    for (char& letter : text) {
        if (letter >= 'a' && letter <= 'f') letter = static_cast<char>(letter - 'a' + 'A');
    }
    return text;
}

/// What is signed in a message's place: its BLAKE2b-512.
using Prehash = std::array<std::uint8_t, 64>;
Prehash prehash(ByteView message) {
    detail::start();
    Prehash hash{};
    const int answer =
        crypto_generichash(hash.data(), hash.size(), message.data(), message.size(), nullptr, 0);
    OTK_ASSERT(answer == 0);
    return hash;
}

void append(Bytes& bytes, ByteView more) {
    bytes.insert(bytes.end(), more.begin(), more.end());
}

bool is_one_line(std::string_view text) {
    return text.find_first_of(std::string_view("\n\r\0", 3)) == std::string_view::npos;
}

/// The next line without its end; nothing if there is no whole one.
std::optional<std::string_view> take_line(std::string_view& rest) {
    const std::size_t end = rest.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

struct Lines {
    KeyId key{};
    Signature signature{};
    std::string comment;
    Signature comment_signature{};
};

Result<Lines> read_lines(std::string_view text) {
    const Failure refused = fail(ErrorKind::InvalidInput, "no signature as minisign writes it");
    if (text.size() > minisign_bytes_max) return refused;
    const auto untrusted = take_line(text);
    const auto signature = take_line(text);
    const auto trusted = take_line(text);
    const auto comment_signature = take_line(text);
    if (!comment_signature || !text.empty()) return refused;
    if (!untrusted->starts_with(untrusted_prefix) || !trusted->starts_with(trusted_prefix) ||
        !is_utf8(*trusted) || !is_one_line(*trusted)) {
        return refused;
    }
    const Bytes signed_by = OTK_TRY(from_base64(*signature, signature_line_bytes));
    const Bytes sealed_by = OTK_TRY(from_base64(*comment_signature, sizeof(Signature)));
    if (signed_by.size() != signature_line_bytes || sealed_by.size() != sizeof(Signature) ||
        !text_of(signed_by).starts_with(hashed_algorithm)) {
        return refused;
    }
    Lines lines;
    const auto id = signed_by.begin() + hashed_algorithm.size();
    std::copy_n(id, lines.key.size(), lines.key.begin());
    std::copy_n(id + sizeof(KeyId), lines.signature.size(), lines.signature.begin());
    lines.comment = trusted->substr(trusted_prefix.size());
    std::copy_n(sealed_by.begin(), sealed_by.size(), lines.comment_signature.begin());
    return lines;
}

/// What the second signature covers.
Bytes signed_comment(const Signature& signature, std::string_view comment) {
    Bytes bytes;
    append(bytes, signature);
    append(bytes, bytes_of(comment));
    return bytes;
}

}  // namespace

std::string minisign(const SigningKey& key, ByteView message, std::string_view comment) {
    OTK_ASSERT(comment.size() <= comment_bytes_max && is_one_line(comment));
    const KeyId id = key_id(key.public_key());
    const Signature signature = key.sign(prehash(message));
    Bytes line;
    append(line, bytes_of(hashed_algorithm));
    append(line, id);
    append(line, signature);
    return format("{}signature of key {}\n{}\n{}{}\n{}\n", untrusted_prefix, in_words(id),
        to_base64(line), trusted_prefix, comment,
        to_base64(key.sign(signed_comment(signature, comment))));
}

Result<MinisignVerdict> verify_minisign(
    std::string_view text, ByteView message, std::span<const PublicKey> keys) {
    const Lines lines = OTK_TRY(read_lines(text));
    const Prehash hash = prehash(message);
    // By the key itself, not by its id: keys that minisign made have ids of chance.
    const auto signer = std::find_if(keys.begin(), keys.end(),
        [&](const PublicKey& key) { return verify(key, hash, lines.signature); });
    if (signer != keys.end()) {
        if (!verify(
                *signer, signed_comment(lines.signature, lines.comment), lines.comment_signature)) {
            return fail(ErrorKind::Corrupt, "the signature's comment was altered");
        }
        return MinisignVerdict{*signer, lines.comment};
    }
    const bool is_known = std::any_of(
        keys.begin(), keys.end(), [&](const PublicKey& key) { return key_id(key) == lines.key; });
    if (is_known) return fail(ErrorKind::Corrupt, "what was signed was altered");
    return fail(ErrorKind::Permission,
        format("signed by the key {}, which is not trusted", in_words(lines.key)));
}

std::string minisign_key_text(const PublicKey& key) {
    Bytes line;
    append(line, bytes_of(key_algorithm));
    append(line, key_id(key));
    append(line, key.bytes);
    return to_base64(line);
}

Result<PublicKey> parse_minisign_key(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    if (text.starts_with(untrusted_prefix)) {
        if (!take_line(text))
            return fail(ErrorKind::InvalidInput, "a key's second line is missing");
    }
    constexpr std::size_t digits = 64;
    if (text.size() == digits) return PublicKey::from_text(text);
    const Bytes line = OTK_TRY(in("public key", from_base64(text, key_line_bytes)));
    if (line.size() != key_line_bytes || !text_of(line).starts_with(key_algorithm)) {
        return fail(ErrorKind::InvalidInput, "public key: not one of minisign's");
    }
    PublicKey key;
    std::copy_n(line.end() - sizeof(key.bytes), sizeof(key.bytes), key.bytes.begin());
    return key;
}

}  // namespace otk::crypto
