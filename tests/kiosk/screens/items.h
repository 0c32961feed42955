#pragma once

#include <string_view>

#include "kiosk/widgets/frame.h"

namespace otk::test {

/// The frame's item of that id; null pointer: it has none.
const kiosk::Item* find(const kiosk::Frame& frame, std::string_view id);

/// The same where it has to be there.
const kiosk::Item& item(const kiosk::Frame& frame, std::string_view id);

}  // namespace otk::test
