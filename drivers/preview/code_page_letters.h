#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace otk::preview {

/// The letter that a printer shows for a byte from 0x20 in that code page, as UTF-8. Known are
/// CP437, CP858, CP866, CP1251, CP1252, of any other page the ASCII half. Nothing for a byte that
/// the page leaves empty.
std::optional<std::string> letter_of(std::string_view page, std::uint8_t byte);

}  // namespace otk::preview
