#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "drivers/printer/code_page.h"
#include "drivers/printer/status_dialect.h"

namespace otk::printer {

/// How the slip leaves the printer.
enum class Cutter { None, Partial, Full };

/// What holds a slip out to the visitor after the cut.
enum class Presenter {
    None,
    GsE,  ///< CUSTOM's ejector: GS e 2 takes back, 3 presents, 5 ejects, 6 tells its state
};

/// A command that prints a picture.
enum class RasterCommand {
    GsV0,      ///< GS v 0: rows from the top
    GsParenL,  ///< GS ( L 112 and 50: the same, stored first; Epson's answer to an "obsolete" GS v
               ///< 0
    EscStar,   ///< ESC * 33: bands of 24 dots, column by column
};

/// A code page under the number by which a model knows it (`ESC t n`).
struct PageNumber {
    CodePage page;
    std::uint8_t number;
};

/// How a printer calls itself on the USB.
struct UsbId {
    std::uint16_t vendor;
    std::uint16_t product;

    friend bool operator==(const UsbId&, const UsbId&) = default;
};

/// What a kind of printer can do: one row of the table. A fact that no public source gives has the
/// careful value: fewer letters, commands and dots than the printer may have.
struct Model {
    std::string_view name;         ///< as in the configuration
    std::string_view description;  ///< for staff
    int width_dots = 576;          ///< printable dots on a line
    int dots_per_inch = 203;
    /// Of the lengths in ESC 3, ESC J and GS V; half a dot on Epson's printers with 180 dpi.
    int units_per_inch = 203;
    int cell_width_dots = 12;  ///< of a letter of font A
    int cell_height_dots = 24;
    std::span<const PageNumber> pages;       ///< best first; never empty
    std::span<const RasterCommand> rasters;  ///< best first; never empty
    int raster_bytes_max = 4096;  ///< of one picture command's data: what any buffer takes
    bool native_qr = false;       ///< GS ( k, symbol 49
    Cutter cutter = Cutter::None;
    Presenter presenter = Presenter::None;
    StatusDialect status = StatusDialect::None;
    std::span<const UsbId> usb = {};  ///< as far as they are public; other models may share them
    std::string_view source;          ///< where these facts are from
};

/// All models, the generic ones first; a new one is a row and its golden bytes.
std::span<const Model> models();

/// The row of that name; NotFound, with the name probably meant, if there is none.
Result<const Model*> model_named(std::string_view name);

/// Dots for a length on that model, at least one.
int dots_of(const Model& model, double millimetres);

// Words for tables and JSON.
std::string_view name_of(Cutter cutter);
std::string_view name_of(Presenter presenter);
std::string_view name_of(RasterCommand command);
std::string_view name_of(StatusDialect dialect);

}  // namespace otk::printer
