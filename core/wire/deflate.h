#pragma once

#include <cstddef>
#include <string>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::wire {

/// Raw deflate (RFC 1951).
Bytes deflate(ByteView content);

/// Corrupt if it is no complete deflate stream of exactly `size` bytes.
Result<std::string> inflate(ByteView packed, std::size_t size);

}  // namespace otk::wire
