#pragma once

#include <cstdint>
#include <variant>

namespace otk::kiosk::evdev {

/// A finger on a panel, or an absolute pointer with its button held (a virtual machine's tablet).
struct Touch {
    enum class Phase { Down, Move, Up };
    Phase phase = Phase::Down;
    std::int64_t finger = 0;  ///< the same from Down to Up, of no other device
    /// Of the panel's width and height, 0 to 1 by the device's own axes; both −1 for a finger whose
    /// end was lost: it lies nowhere, so nothing of what it held acts.
    float x = 0;
    float y = 0;

    friend bool operator==(const Touch&, const Touch&) = default;
};

struct Key {
    int usage = 0;  ///< of the USB HID Usage Tables' page 0x07, which SDL's scancodes are
    bool is_down = false;
    bool is_repeated = false;
    bool is_lost = false;  ///< its end was not seen: up by now, and nothing of what it held acts

    friend bool operator==(const Key&, const Key&) = default;
};

using Event = std::variant<Touch, Key>;

}  // namespace otk::kiosk::evdev
