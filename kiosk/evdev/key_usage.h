#pragma once

#include <optional>

namespace otk::kiosk::evdev {

/// The USB usage number (page 0x07 of the HID Usage Tables) of a kernel key code (KEY_… of
/// linux/input-event-codes.h); none for keys that page does not have.
std::optional<int> usage_of(int key_code);

}  // namespace otk::kiosk::evdev
