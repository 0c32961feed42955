#pragma once

#include "kiosk/pictures/render.h"

namespace otk::test {

/// What the X server of DISPLAY shows, read by ImageMagick's `import` and by no code of ours.
kiosk::pictures::Image read_from_x(int width, int height);

}  // namespace otk::test
