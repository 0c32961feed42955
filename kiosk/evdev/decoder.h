#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "kiosk/evdev/event.h"

namespace otk::kiosk::evdev {

/// From the least to the largest value of one axis, as the device says (EVIOCGABS).
struct Axis {
    int least = 0;
    int largest = 0;
};

struct Axes {
    Axis x;
    Axis y;
};

/// What a device can: axes that are absent are not reported.
struct Abilities {
    std::optional<Axes> slots;    ///< ABS_MT_POSITION_X and _Y: a panel that tells fingers apart
    std::optional<Axes> pointer;  ///< ABS_X and ABS_Y: one finger, or a virtual machine's tablet
};

/// Turns one device's records (struct input_event; kernel documentation, "Multi-touch protocol",
/// type B) into events. Pure. What lies between two SYN_REPORTs happens at once. Whatever a device
/// says is taken: values outside its axes are clamped, slots past `slots_max` are passed over.
class Decoder {
  public:
    static constexpr int slots_max = 16;

    /// `device` makes its fingers' numbers different from other devices'.
    Decoder(const Abilities& abilities, int device);

    void take(std::uint16_t type, std::uint16_t code, std::int32_t value, std::vector<Event>& out);

    /// The device is gone or has lost records: its fingers lie nowhere any more, and none of its
    /// keys is held.
    void lose_all(std::vector<Event>& out);

  private:
    struct Finger {
        bool is_down = false;
        bool was_down = false;  ///< at the last report
        bool has_moved = false;
        std::int32_t x = 0;
        std::int32_t y = 0;
    };

    void take_axis(std::uint16_t code, std::int32_t value);
    void take_key(std::uint16_t code, std::int32_t value, std::vector<Event>& out);
    void lose_fingers(std::vector<Event>& out);
    void lose_keys(std::vector<Event>& out);
    void report(std::vector<Event>& out);
    void report_finger(Finger& finger, std::size_t slot, std::vector<Event>& out) const;
    Finger* finger_of_slot();

    Abilities m_abilities;
    std::int64_t m_first_finger;
    std::vector<Finger> m_fingers;
    std::set<int> m_held;  ///< usages of the keys that are down
    int m_slot = 0;
    bool m_is_lost = false;  ///< until the next report: records were dropped
};

/// Where a value lies on its axis: over 0 and under 1, the middle of its step.
float scaled(std::int32_t value, const Axis& axis);

}  // namespace otk::kiosk::evdev
