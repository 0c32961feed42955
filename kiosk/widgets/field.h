#pragma once

#include <string_view>

#include "kiosk/widgets/canvas.h"

namespace otk::kiosk::widgets {

/// The text that is being written, with badges over masked data and a caret; the last lines if it
/// is longer than the field. `hint` stands in it while it is empty, where the page has no other
/// room; its first sentence, where not all of it has room.
void draw_field(
    const Canvas& canvas, const Rect& rect, std::string_view text, std::string_view hint = {});

/// The least height in which a field of that width has room for the hint at 200 %; 0 at the normal
/// size, where hints stand in it as they did not fit elsewhere. Pixels.
float field_height_of_hint(const Canvas& canvas, float width, std::string_view hint);

}  // namespace otk::kiosk::widgets
