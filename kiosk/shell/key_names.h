#pragma once

#include <optional>
#include <string_view>

namespace otk::kiosk::shell {

/// The USB usage number (page 0x07 of the HID Usage Tables; from 257 on SDL's own) of the key that
/// SDL calls so, in whichever case: "Right", "F1", "Keypad 6". None for a name that no key has. A
/// table of ours, since the configuration is read before SDL is there (sdl_library.h).
std::optional<int> usage_named(std::string_view name);

}  // namespace otk::kiosk::shell
