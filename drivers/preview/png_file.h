#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "drivers/picture/bitmap.h"

namespace otk::preview {

/// The picture as a PNG file of one bit a dot, which says how large it is on paper.
Result<Bytes> write_png(const picture::Bitmap& picture, int dots_per_metre = 8000);

}  // namespace otk::preview
