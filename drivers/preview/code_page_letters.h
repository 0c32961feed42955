#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace otk::preview {

/// The letter that a printer shows for a byte from 0x20 when it was told `ESC t number`, as UTF-8.
/// Nothing for a page that is not known here, or a byte that page leaves empty. Number 17 is CP866,
/// 0 (after ESC @) is CP437, of which only the ASCII half is known here.
std::optional<std::string> letter_of(int page_number, std::uint8_t byte);

}  // namespace otk::preview
