#pragma once

#include "kiosk/look/panel.h"

namespace otk::kiosk::shell {

struct Millimetres {
    double width = 0;
    double height = 0;
};

/// A panel of so many pixels: of the configured millimetres (0: none are), else of those that it
/// says of itself, else of 21.5 inches. What it says is not believed below 30 dots an inch: a
/// projector, a television, or nothing.
look::Panel panel_of(
    int width_px, int height_px, const Millimetres& configured, const Millimetres& said);

}  // namespace otk::kiosk::shell
