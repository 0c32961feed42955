#pragma once

#include <string>

#include "cli/command.h"
#include "core/qr/qr_code.h"

namespace otk::cli {

/// A link as a symbol on paper.
struct Symbol {
    qr::QrCode code;
    double module_mm;

    /// With the quiet zone.
    double side_mm() const { return (code.size() + 2 * qr::quiet_zone_modules) * module_mm; }
};

/// A phone of 8 megapixels sees 4 pixels a millimetre at arm's length (60 cm); 3 of them are the
/// least that a module needs.
inline constexpr double module_mm_min = 0.75;

/// The value of --link: an http(s) address of plain letters, at most 300 of them.
Result<std::string> link_in(const Arguments& arguments);

/// The symbol of --link, by --side-mm (with its quiet zone) or with modules of 1 mm. The more a
/// short link leaves room, the more of the symbol may be damaged: level Q while it has 41 modules
/// at most, M while 61, else L. InvalidInput if it would not be read at arm's length.
Result<Symbol> symbol_in(const Arguments& arguments);

/// The option --link, required, for the list of a command.
Option link_option();

/// What a visitor types: the link without its scheme, or only its host where that is too long.
std::string address_in(std::string_view link);

}  // namespace otk::cli
