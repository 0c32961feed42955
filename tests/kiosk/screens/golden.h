#pragma once

#include <string>

#include "kiosk/pictures/render.h"

namespace otk::test {

/// Checks a picture, shrunk to a quarter each way, against tests/golden/screens/<name>.png. It may
/// differ by what another FreeType or compiler rounds, not by anything that an eye sees.
/// OTK_GOLDEN_WRITE=1 writes it anew: look at each before you keep it.
void compare_with_golden(const std::string& name, const kiosk::pictures::Image& image);

}  // namespace otk::test
