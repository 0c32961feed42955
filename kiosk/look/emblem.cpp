#include "kiosk/look/emblem.h"

#include <algorithm>
#include <cmath>

#include "core/base/assert.h"
#include "kiosk/look/shrink.h"

namespace otk::kiosk::look {

Emblem::Emblem(const image::Rgba& picture, int height_px) {
    OTK_ASSERT(height_px >= 1 && picture.width > 0 && picture.height > 0);
    const double step = static_cast<double>(picture.height) / height_px;
    const int width = std::max(1, static_cast<int>(std::lround(picture.width / step)));
    m_picture = shrunk(picture, width, height_px);
}

}  // namespace otk::kiosk::look
