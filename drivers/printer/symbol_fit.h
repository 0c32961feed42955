#pragma once

#include <cstddef>

#include "core/base/result.h"
#include "core/qr/qr_code.h"

namespace otk::printer {

/// How a link becomes a QR symbol on a paper's width.
struct SymbolFit {
    qr::Level level;
    int modules;      ///< on a side, without the quiet zone
    int module_dots;  ///< of a module

    /// With the quiet zone.
    int side_dots() const { return (modules + 2 * qr::quiet_zone_modules) * module_dots; }
};

/// The largest modules up to 1 mm that keep the symbol and its quiet zone on the line, at level M,
/// or L where only that keeps them: a slip is read once, from fresh paper. InvalidInput if not even
/// modules of half a millimetre do: a phone would have to come closer than a hand holds a slip.
Result<SymbolFit> fit_symbol(std::size_t link_bytes, int width_dots, int dots_per_inch);

}  // namespace otk::printer
