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

/// Upright, the keyboard's twelve keys of 9 mm, 1 mm apart, must stand beside each other: panels of
/// some 10 inches. Lying, five words of 4.8 mm must, over a row of keys: panels of 7 inches.
constexpr float portrait_width_mm_least = 121;
constexpr float landscape_width_mm_least = 150;
constexpr float landscape_height_mm_least = 85;

/// Whether texts have room to double: five rows of marks of 20 mm, 3 mm apart, over a row of keys.
/// Where they do not, larger text is not offered.
bool holds_large_text(const Panel& panel);

/// Whether everything that is touched can stand in the panel's lower half, and it is worth it: on a
/// standing panel from some 13 inches. All of a smaller one, or of a lying one, is in reach.
bool offers_low_reach(const Panel& panel);

/// InvalidInput for a size in which the screens have no room, with what they need, and for one that
/// no panel has (over 4000 mm a side).
Result<void> check_millimetres(float width_mm, float height_mm);

/// The same, and InvalidInput for under 320 or over 8192 pixels a side, and for pixels that are not
/// square within 8 % (panels of 7 inches with 800 × 480 have pixels 7 % wider than high).
Result<void> check(const Panel& panel);

}  // namespace otk::kiosk::look
