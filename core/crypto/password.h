#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/result.h"

namespace otk::crypto {

/// What Argon2id (RFC 9106) spends on one password: passes over so much memory, one lane.
struct PasswordCost {
    unsigned long long passes = 0;
    std::size_t memory_bytes = 0;
};

/// Of every hash that is made here. Chosen for the weak processor of a kiosk that keeps 32 MiB
/// otherwise: 85–95 ms on a server's core (bench/password_bench.cpp), so about half a second on an
/// Atom, and more than the 19 MiB and two passes that the OWASP Password Storage Cheat Sheet asks
/// for at least. On no thread that draws.
constexpr PasswordCost password_cost{3, std::size_t{32} << 20U};

/// Letters of a stored hash at most (libsodium's crypto_pwhash_STRBYTES with its end).
constexpr std::size_t password_hash_letters_max = 128;

/// A salted hash as one text, "$argon2id$v=19$m=32768,t=3,p=1$…"; the salt comes from the system.
/// Unavailable without the memory.
Result<std::string> hash_password(std::string_view password);

/// True for a hash that hash_password() could have made: others, which may ask for any amount of
/// memory and time, are not worth a try.
bool is_password_hash(const std::string& hash);

/// True if the hash was made of this password. Asserts is_password_hash(hash).
bool is_password_of(const std::string& hash, std::string_view password);

}  // namespace otk::crypto
