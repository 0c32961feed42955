#include "core/crypto/password.h"

#include <sodium.h>

#include <array>

#include "core/base/assert.h"
#include "core/crypto/start.h"

namespace otk::crypto {

static_assert(password_hash_letters_max >= crypto_pwhash_STRBYTES);
static_assert(password_cost.memory_bytes >= crypto_pwhash_MEMLIMIT_MIN);
static_assert(password_cost.passes >= crypto_pwhash_OPSLIMIT_MIN);

Result<std::string> hash_password(std::string_view password) {
    detail::start();
    std::array<char, crypto_pwhash_STRBYTES> hash{};
    const int made = crypto_pwhash_str_alg(hash.data(), password.data(), password.size(),
        password_cost.passes, password_cost.memory_bytes, crypto_pwhash_ALG_ARGON2ID13);
    if (made != 0) return fail(ErrorKind::Unavailable, "hash a password: not enough memory");
    return std::string(hash.data());
}

bool is_password_hash(const std::string& hash) {
    detail::start();
    constexpr int same_cost = 0;
    return hash.size() < crypto_pwhash_STRBYTES && hash.starts_with(crypto_pwhash_STRPREFIX) &&
           crypto_pwhash_str_needs_rehash(
               hash.c_str(), password_cost.passes, password_cost.memory_bytes) == same_cost;
}

bool is_password_of(const std::string& hash, std::string_view password) {
    OTK_ASSERT(is_password_hash(hash));
    return crypto_pwhash_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

}  // namespace otk::crypto
