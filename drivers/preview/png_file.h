#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "drivers/picture/bitmap.h"

namespace otk::preview {

/// The picture as a PNG file of one bit a dot, 8 dots a millimetre.
Result<Bytes> write_png(const picture::Bitmap& picture);

}  // namespace otk::preview
