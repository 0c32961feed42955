#pragma once

#include <cstddef>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::crypto {

/// Exactly what otk::to_base64 writes (RFC 4648, section 4); InvalidInput for anything else and for
/// more than `bytes_max`.
Result<Bytes> from_base64(std::string_view text, std::size_t bytes_max);

}  // namespace otk::crypto
