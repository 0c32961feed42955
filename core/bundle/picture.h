#pragma once

#include <cstddef>

#include "core/base/bytes.h"
#include "core/base/result.h"

namespace otk::bundle {

struct PictureLimits {
    static constexpr std::size_t size_bytes_max = 1U << 20U;
    static constexpr int side_px_min = 16;
    static constexpr int side_px_max = 2160;  ///< the width of the largest panel
};

/// Refuses a picture of a form that is no PNG, cannot be read to its end, or is past the limits.
Result<void> check_picture(ByteView png);

}  // namespace otk::bundle
