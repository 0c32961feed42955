#pragma once

#include "kiosk/widgets/canvas.h"

namespace otk::kiosk::widgets {

/// Two lines around a target of the frame, bright inside and dark outside: one of them stands out
/// from any ground. They lie in the gap to the next target; where that is narrow, on a small
/// panel's keyboard, they are thinner and begin on the target itself. Nothing else is covered.
void draw_focus_ring(const Canvas& canvas, const Item& item);

}  // namespace otk::kiosk::widgets
