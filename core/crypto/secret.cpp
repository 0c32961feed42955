#include "core/crypto/secret.h"

#include <sodium.h>

#include <array>
#include <cstring>
#include <mutex>
#include <type_traits>
#include <utility>

#include "core/base/assert.h"
#include "core/crypto/start.h"

namespace otk::crypto {
namespace {

/// Pages of keys that have ended, wiped, guarded and locked as they were, for the keys to come: to
/// get and to give back one takes six calls of the kernel, which cost a server as much as opening
/// the box in which the key of a batch came. Bounded, and never given back: secrets may end as late
/// as the program's statics.
class SparePages {
  public:
    static constexpr std::size_t secret_bytes = 32;  ///< of the keys that come and go

    /// Null pointer if there is none.
    std::uint8_t* take() {
        const std::lock_guard lock(m_mutex);
        return m_count == 0 ? nullptr : m_pages[--m_count];
    }
    /// False if there are enough.
    bool keep(std::uint8_t* page) {
        sodium_memzero(page, secret_bytes);
        const std::lock_guard lock(m_mutex);
        if (m_count == m_pages.size()) return false;
        m_pages[m_count++] = page;
        return true;
    }

  private:
    std::mutex m_mutex;
    std::array<std::uint8_t*, 8> m_pages{};
    std::size_t m_count = 0;
};

constinit SparePages spare_pages;
static_assert(std::is_trivially_destructible_v<SparePages>);

}  // namespace

void detail::start() {
    static const bool started = sodium_init() >= 0;
    OTK_ASSERT(started);
}

Secret::Secret(std::size_t size) : m_size(size) {
    detail::start();
    if (size == SparePages::secret_bytes) m_bytes = spare_pages.take();
    // Guard pages around, left out of core dumps; locked if RLIMIT_MEMLOCK lets it.
    if (m_bytes == nullptr) m_bytes = static_cast<std::uint8_t*>(sodium_malloc(size));
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

Secret::~Secret() {
    const bool is_key = m_bytes != nullptr && m_size == SparePages::secret_bytes;
    if (is_key && spare_pages.keep(m_bytes)) return;
    sodium_free(m_bytes);  // wipes first
}

bool operator==(const Secret& left, const Secret& right) {
    return left.m_size == right.m_size &&
           (left.m_size == 0 || sodium_memcmp(left.m_bytes, right.m_bytes, left.m_size) == 0);
}

void wipe(std::span<std::uint8_t> bytes) {
    if (!bytes.empty()) sodium_memzero(bytes.data(), bytes.size());
}

}  // namespace otk::crypto
