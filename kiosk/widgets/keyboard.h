#pragma once

#include <cstddef>

#include "kiosk/widgets/canvas.h"

namespace otk::kiosk::widgets {

/// Height of the bed with four rows of keys that are `key_mm` high (23 on 21.5").
float keyboard_height(const Canvas& canvas, float key_mm);
/// The same with keys as low as the panel lets them be.
float keyboard_height_least(const Canvas& canvas);
/// The same for letters that double with the text size: hints give way to it.
float keyboard_height_wanted(const Canvas& canvas);

/// Our own keyboard: ЙЦУКЕН with ъ and ё in their places, Latin, digits. Its keys write into
/// `question`. `multiline` offers a new line; nothing sends.
void draw_keyboard(const Canvas& canvas, const Rect& rect, std::size_t question, bool multiline);

}  // namespace otk::kiosk::widgets
