#pragma once

#include <string_view>

#include "kiosk/widgets/canvas.h"

namespace otk::kiosk::widgets {

/// A tick on a disc, round that middle: what is chosen where its tick has no room inside.
void draw_badge(const Canvas& canvas, std::string_view id, float x, float y, float size);

}  // namespace otk::kiosk::widgets
