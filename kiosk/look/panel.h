#pragma once

#include "core/base/result.h"

namespace otk::kiosk::look {

/// The panel in pixels and in millimetres, as it hangs (portrait: width < height).
struct Panel {
    int width_px = 1080;
    int height_px = 1920;
    float width_mm = 267.84F;
    float height_mm = 476.16F;

    float px_per_mm() const { return static_cast<float>(width_px) / width_mm; }
    float short_side_mm() const { return width_mm < height_mm ? width_mm : height_mm; }

    friend bool operator==(const Panel&, const Panel&) = default;
};

/// How much larger than on 21.5" everything is drawn: 1 up to that size, 1.41 from 43".
float scale_of(const Panel& panel);

/// InvalidInput for sizes that no panel has: under 40 or over 4000 mm, under 320 or over 8192
/// pixels a side, pixels that are not square within 5 %.
Result<void> check(const Panel& panel);

}  // namespace otk::kiosk::look
