#pragma once

#include <cstddef>
#include <span>

#include "core/base/bytes.h"
#include "core/base/random.h"

namespace otk::crypto {

/// Bytes that must not outlive their use: in guarded pages, locked against swapping and core dumps
/// as far as the system allows, wiped when they end. Movable; an empty one was moved from.
/// A page of locked memory each: for keys, not for contents.
class Secret {
  public:
    static Secret random(std::size_t size, Random& random);
    /// The source stays as it is: wipe it with `wipe` if it is yours.
    static Secret copy_of(ByteView bytes);

    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;
    ~Secret();

    ByteView view() const { return {m_bytes, m_size}; }
    bool is_empty() const { return m_bytes == nullptr; }

    /// In constant time.
    friend bool operator==(const Secret& left, const Secret& right);

  private:
    explicit Secret(std::size_t size);

    std::uint8_t* m_bytes = nullptr;
    std::size_t m_size = 0;
};

/// Overwrites bytes in a way that the compiler may not leave out.
void wipe(std::span<std::uint8_t> bytes);

}  // namespace otk::crypto
