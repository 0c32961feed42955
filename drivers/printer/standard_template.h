#pragma once

#include <string_view>

namespace otk::printer {

/// config/slips/phone.json as it was when the program was built: what a slip is rendered by where
/// no bundle lies.
std::string_view standard_template();

}  // namespace otk::printer
