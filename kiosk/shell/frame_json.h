#pragma once

#include <string>
#include <string_view>

#include "kiosk/widgets/frame.h"

namespace otk::kiosk::shell {

/// "button", "radio", "text-field", …
std::string_view name_of(Role role);

/// One line of JSON: {"screen","language","items":[{"id","role","label","x","y","width","height",
/// "enabled","foreground","background"}]}, colours as "#rrggbb", lengths in pixels.
std::string json_of(
    const std::string& screen, const std::string& language, const std::vector<Item>& items);

}  // namespace otk::kiosk::shell
