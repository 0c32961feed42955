#pragma once

#include "core/image/png.h"

namespace otk::kiosk::look {

/// The owner's emblem, made as large as the header shows it: smaller steps are only a little
/// smaller, so one picture serves them all. Immutable.
class Emblem {
  public:
    /// Each pixel is the mean of what lies under it in `picture`; asserts a height of at least 1.
    Emblem(const image::Rgba& picture, int height_px);

    const image::Rgba& picture() const { return m_picture; }
    float width_of_height() const {
        return static_cast<float>(m_picture.width) / static_cast<float>(m_picture.height);
    }

  private:
    image::Rgba m_picture;
};

}  // namespace otk::kiosk::look
