#pragma once

#include <string_view>

#include "kiosk/widgets/canvas.h"

namespace otk::kiosk::widgets {

/// What a visitor chooses by pressing it: a mark, a tile, a number of a scale.
struct Pressable {
    std::string_view id;
    float radius = 0;  ///< pixels
    bool chosen = false;
};

/// What its content stands on.
struct PressedGround {
    look::Color fill;
    look::Color text;  ///< to be read on `fill`
    bool is_pressed;
    float radius;  ///< of its corners, pixels
};

/// Draws the body in its state: a raised card at rest; low, with a strong edge, when chosen or
/// held.
PressedGround draw_pressable(const Canvas& canvas, const Rect& rect, const Pressable& part);

}  // namespace otk::kiosk::widgets
