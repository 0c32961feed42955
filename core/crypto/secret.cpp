#include "core/crypto/secret.h"

#include <sodium.h>

#include <cstring>
#include <utility>

#include "core/base/assert.h"
#include "core/crypto/start.h"

namespace otk::crypto {

void detail::start() {
    static const bool started = sodium_init() >= 0;
    OTK_ASSERT(started);
}

Secret::Secret(std::size_t size) : m_size(size) {
    detail::start();
    // Guard pages around, left out of core dumps; locked if RLIMIT_MEMLOCK lets it.
    m_bytes = static_cast<std::uint8_t*>(sodium_malloc(size));
    OTK_ASSERT(m_bytes != nullptr);
}

Secret Secret::random(std::size_t size, Random& random) {
    Secret secret(size);
    random.fill({secret.m_bytes, size});
    return secret;
}

Secret Secret::copy_of(ByteView bytes) {
    Secret secret(bytes.size());
    if (!bytes.empty()) std::memcpy(secret.m_bytes, bytes.data(), bytes.size());
    return secret;
}

Secret::Secret(Secret&& other) noexcept
    : m_bytes(std::exchange(other.m_bytes, nullptr)), m_size(std::exchange(other.m_size, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
    std::swap(m_bytes, other.m_bytes);
    std::swap(m_size, other.m_size);
    return *this;
}

Secret::~Secret() { sodium_free(m_bytes); }  // wipes first

bool operator==(const Secret& left, const Secret& right) {
    return left.m_size == right.m_size &&
           (left.m_size == 0 || sodium_memcmp(left.m_bytes, right.m_bytes, left.m_size) == 0);
}

void wipe(std::span<std::uint8_t> bytes) {
    if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
}

}  // namespace otk::crypto
