#pragma once

#include <string>

#include "core/base/bytes.h"

namespace otk {

/// RFC 4648, with padding, on one line.
std::string to_base64(ByteView bytes);

}  // namespace otk
