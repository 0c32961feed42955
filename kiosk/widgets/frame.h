#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "kiosk/model/intent.h"

struct ImDrawList;

namespace otk::kiosk::widgets {
class Pictures;
}

namespace otk::kiosk {

/// Pixels of the panel, origin top left.
struct Rect {
    float x = 0;
    float y = 0;
    float width = 0;
    float height = 0;

    bool contains(float px, float py) const {
        return px >= x && py >= y && px < x + width && py < y + height;
    }
    friend bool operator==(const Rect&, const Rect&) = default;
};

enum class Role { Button, Radio, Checkbox, Key, TextField, Heading, Text, Status, Image, Dialog };

/// One thing on the screen as a machine sees it: for touch, keys, speech and tests.
/// Colours are 0xRRGGBB of the text or sign and of the ground under it.
struct Item {
    std::string id;  ///< stable: "mark-2", "choice-waiting", "next"; the list is in docs/INSPECT.md
    Role role = Role::Text;
    std::string label;
    Rect rect;
    bool enabled = true;
    std::uint32_t foreground = 0;
    std::uint32_t background = 0;
    std::optional<model::Intent> intent;  ///< absent: not a target
    float radius = 0;                     ///< of a target's corners, pixels
    bool is_chosen = false;  ///< holds the visitor's answer, or is on; never in a discreet frame
};

/// The finger as the drawing needs it: which item is held, and how far its movements are.
struct Interaction {
    std::string pressed;  ///< item id; empty: none
    std::string let_go;   ///< the item that still rises; empty: none
    float depth = 1;      ///< of the one or the other: 0 as at rest, 1 sunk
    float tick = 1;       ///< how much of the let go item's tick is drawn, if it has one now

    friend bool operator==(const Interaction&, const Interaction&) = default;
};

/// What one drawing of the screen leaves: the picture is in the draw list, the meaning in `items`,
/// in reading order, later ones above earlier ones (an overlay's items end the list; what lies
/// under a scrim is not listed).
struct Frame {
    ImDrawList* draw = nullptr;
    /// ImTextureID of the look's emblem; null: it has none, or nobody paints.
    void* emblem = nullptr;
    /// The form's pictures; null: nobody paints, and each counts as there.
    widgets::Pictures* pictures = nullptr;
    /// Drawn to be said where others hear: no label has in it what the visitor answered. What it
    /// looks like is of no use then.
    bool discreet = false;
    /// "rate", "question", "thanks", "what-we-record", "idle", "out-of-service"
    std::string screen;
    std::vector<Item> items;
    /// The item that the keypad stands on; empty: none is shown.
    std::string focused;
    /// Labels with an answer in them, as they were drawn; views of them live as long as the
    /// drawing.
    std::deque<std::string> said;
};

}  // namespace otk::kiosk
