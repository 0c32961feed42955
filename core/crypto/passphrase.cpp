#include "core/crypto/passphrase.h"

#include <sodium.h>

#include <algorithm>
#include <array>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/crypto/aead.h"
#include "core/crypto/start.h"

namespace otk::crypto {
namespace {

constexpr std::size_t salt_bytes = crypto_pwhash_SALTBYTES;
constexpr std::size_t line_letters = 64;

using Salt = std::array<std::uint8_t, salt_bytes>;

Result<Secret> key_from(std::string_view passphrase, const Salt& salt) {
    detail::start();
    std::array<std::uint8_t, aead_key_bytes> key{};
    const int made =
        crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(), salt.data(),
            passphrase_cost.passes, passphrase_cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
    if (made != 0) return fail(ErrorKind::Unavailable, "passphrase: not enough memory");
    Secret secret = Secret::copy_of(key);
    wipe(key);
    return secret;
}

bool is_space(char letter) {
    return letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
}

/// What stands under the title, without the space between.
Result<std::string> digits_under(std::string_view title, std::string_view text) {
    if (text.size() > sealed_text_bytes_max) return fail(ErrorKind::InvalidInput, "too large");
    const bool is_titled =
        text.starts_with(title) && text.size() > title.size() && is_space(text[title.size()]);
    if (!is_titled) {
        return fail(ErrorKind::InvalidInput, format("does not begin with \"{}\"", title));
    }
    std::string digits(text.substr(title.size()));
    std::erase_if(digits, is_space);
    return digits;
}

}  // namespace

Result<std::string> seal_with_passphrase(
    std::string_view title, ByteView content, std::string_view passphrase, Random& random) {
    OTK_ASSERT(content.size() <= passphrase_content_bytes_max);
    if (passphrase.size() < passphrase_letters_min) {
        return fail(ErrorKind::InvalidInput,
            format("passphrase: {} letters or more expected", passphrase_letters_min));
    }
    Salt salt{};
    random.fill(salt);
    const Secret key = OTK_TRY(key_from(passphrase, salt));
    const Bytes sealed = seal(key, bytes_of(title), content, random);
    const std::string digits = to_hex(salt) + to_hex(sealed);
    std::string text(title);
    text += '\n';
    for (std::size_t at = 0; at < digits.size(); at += line_letters)
        text.append(digits, at, line_letters).append("\n");
    OTK_ASSERT(text.size() <= sealed_text_bytes_max);
    return text;
}

Result<Secret> open_with_passphrase(
    std::string_view title, std::string_view text, std::string_view passphrase) {
    const std::string digits = OTK_TRY(digits_under(title, text));
    const Bytes bytes = OTK_TRY(from_hex(digits));
    if (bytes.size() < salt_bytes + aead_overhead_bytes)
        return fail(ErrorKind::InvalidInput, "ends too early");
    Salt salt{};
    std::copy_n(bytes.begin(), salt.size(), salt.begin());
    const Secret key = OTK_TRY(key_from(passphrase, salt));
    auto opened = open(key, bytes_of(title), ByteView(bytes).subspan(salt_bytes));
    if (!opened) {
        return fail(ErrorKind::Permission, "another passphrase, or a digit of it is damaged");
    }
    Secret content = Secret::copy_of(*opened);
    wipe(*opened);
    return content;
}

}  // namespace otk::crypto
