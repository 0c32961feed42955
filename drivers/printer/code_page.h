#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace otk::printer {

/// A set of 256 letters that a printer's own fonts can hold; the lower half is ASCII in all.
enum class CodePage {
    Cp437,   ///< what ESC @ leaves on most printers
    Cp858,   ///< Western Europe with €
    Cp866,   ///< Russian, as DOS had it: no « » and no dashes
    Cp1251,  ///< Russian, as Windows has it
    Cp1252,  ///< Western Europe, as Windows has it
};

/// "CP866".
std::string_view name_of(CodePage page);

/// The byte of a letter in that page; nothing if the page lacks it. Control characters are no
/// letters; a no-break space is the plain space, which every device prints blank.
std::optional<std::uint8_t> byte_of(CodePage page, char32_t letter);

}  // namespace otk::printer
