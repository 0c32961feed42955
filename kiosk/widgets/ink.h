#pragma once

#include <cstdint>

#include "kiosk/look/theme.h"

namespace otk::kiosk::widgets {

// What the canvas's own sources paint with.

constexpr float pi = 3.14159265F;

/// As draw lists have it; alpha of 255.
std::uint32_t packed(look::Color color, unsigned alpha = 255);

/// Segments of a quarter circle: the chord stays within a tenth of a pixel. A page that is tried
/// and does not fit may have no room at all for a circle.
int quarter_segments(float radius);

}  // namespace otk::kiosk::widgets
