#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/widgets/frame.h"

namespace otk::kiosk::shell {

/// "button", "radio", "text-field", …
std::string_view name_of(Role role);

/// What the visitor sees, without its picture.
struct SeenFrame {
    std::string screen;
    std::string language;
    std::vector<Item> items;
    std::string focused;  ///< the item that the keypad stands on; empty: none is shown
};

/// One line of JSON: {"screen","language","items":[{"id","role","label","x","y","width","height",
/// "enabled","foreground","background"}]}, colours as "#rrggbb", lengths in pixels; the focused
/// item has "focused":true besides.
std::string json_of(const SeenFrame& frame);

}  // namespace otk::kiosk::shell
