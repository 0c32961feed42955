#include "drivers/printer/symbol_fit.h"

#include <array>
#include <cmath>

#include "core/base/format.h"

namespace otk::printer {
namespace {

constexpr double module_mm_wanted = 1.0;  // a phone reads it at arm's length
constexpr double module_mm_min = 0.5;

constexpr std::array levels{qr::Level::Medium, qr::Level::Low};

}  // namespace

Result<SymbolFit> fit_symbol(std::size_t link_bytes, int width_dots, int dots_per_inch) {
    if (link_bytes == 0) return fail(ErrorKind::InvalidInput, "a QR symbol without a link");
    const double dots_per_mm = dots_per_inch / 25.4;
    const int wanted = static_cast<int>(std::lround(module_mm_wanted * dots_per_mm));
    const int least = static_cast<int>(std::ceil(module_mm_min * dots_per_mm));
    for (int module_dots = wanted; module_dots >= least; --module_dots) {
        for (const qr::Level level : levels) {
            const auto modules = qr::size_for(link_bytes, level);
            if (!modules) continue;
            const SymbolFit fit{level, *modules, module_dots};
            if (fit.side_dots() <= width_dots) return fit;
        }
    }
    return fail(ErrorKind::InvalidInput,
        format("a link of {} bytes: its QR symbol is wider than the paper of {:.0f} mm, even with "
               "modules of {} mm",
            link_bytes, width_dots / dots_per_mm, module_mm_min));
}

}  // namespace otk::printer
