#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::crypto {

/// Base64 of RFC 4648, section 4, with its padding and without line breaks.
std::string to_base64(ByteView bytes);

/// Exactly what to_base64 writes; InvalidInput for anything else and for more than `bytes_max`.
Result<Bytes> from_base64(std::string_view text, std::size_t bytes_max);

}  // namespace otk::crypto
