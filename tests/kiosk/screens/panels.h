#pragma once

#include "kiosk/look/panel.h"

namespace otk::test {

// Of 21.5 inches.
inline constexpr kiosk::look::Panel portrait{1080, 1920, 267.84F, 476.16F};
inline constexpr kiosk::look::Panel landscape{1920, 1080, 476.16F, 267.84F};

inline constexpr kiosk::look::Panel seven_inch{1024, 600, 153.4F, 89.9F};
inline constexpr kiosk::look::Panel upright_ten_inch{800, 1280, 135.6F, 217};

}  // namespace otk::test
