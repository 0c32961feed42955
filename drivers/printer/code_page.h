#pragma once

#include <cstdint>
#include <optional>

namespace otk::printer {

/// A set of 256 letters that a printer's own fonts can hold.
enum class CodePage { Cp866 };

/// The byte of a letter in that page; nothing if the page lacks it. Control characters are no
/// letters; a no-break space is the plain space, which every device prints blank.
std::optional<std::uint8_t> byte_of(CodePage page, char32_t letter);

}  // namespace otk::printer
