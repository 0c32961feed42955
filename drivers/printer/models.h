#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "drivers/printer/code_page.h"

namespace otk::printer {

/// How the slip leaves the printer.
enum class Cutter { None, Partial, Full };

/// A code page under the number by which a model knows it (`ESC t n`).
struct PageNumber {
    CodePage page;
    std::uint8_t number;
};

/// What a kind of printer can do: one row of the table.
struct Model {
    std::string_view name;         ///< as in the configuration
    std::string_view description;  ///< for staff
    int width_dots;                ///< printable dots on a line
    int dots_per_inch;
    int cell_width_dots;  ///< of a letter of font A
    int cell_height_dots;
    std::span<const PageNumber> pages;
    int raster_bytes_max;  ///< of one GS v 0: what its buffer is sure to take
    Cutter cutter;
    std::string_view source;  ///< where these facts are from
};

/// All models; a new one is a row and its golden bytes.
std::span<const Model> models();

/// The row of that name; NotFound, with the name probably meant, if there is none.
Result<const Model*> model_named(std::string_view name);

/// Dots for a length on that model, at least one.
int dots_of(const Model& model, double millimetres);

}  // namespace otk::printer
