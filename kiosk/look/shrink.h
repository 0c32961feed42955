#pragma once

#include "core/image/png.h"

namespace otk::kiosk::look {

/// The picture at another size: each pixel is the mean of what lies under it. Asserts sides of at
/// least 1. Any thread.
image::Rgba shrunk(const image::Rgba& picture, int width, int height);

}  // namespace otk::kiosk::look
