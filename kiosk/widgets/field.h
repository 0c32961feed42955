#pragma once

#include <string_view>

#include "kiosk/widgets/canvas.h"

namespace otk::kiosk::widgets {

/// The text that is being written, with badges over masked data and a caret; the last lines if it
/// is longer than the field. `hint` stands in it while it is empty, where the page has no other
/// room.
void draw_field(
    const Canvas& canvas, const Rect& rect, std::string_view text, std::string_view hint = {});

}  // namespace otk::kiosk::widgets
