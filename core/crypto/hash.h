#pragma once

#include <array>
#include <cstdint>

#include "core/base/bytes.h"

namespace otk::crypto {

using Hash128 = std::array<std::uint8_t, 16>;
using Hash256 = std::array<std::uint8_t, 32>;

/// BLAKE2b (RFC 7693) without a key. Any thread.
Hash128 blake2b_128(ByteView bytes);
Hash256 blake2b_256(ByteView bytes);

/// SHA-256 (FIPS 180-4): where a format of others asks for it (the bundle's manifest). Any thread.
Hash256 sha256(ByteView bytes);

}  // namespace otk::crypto
