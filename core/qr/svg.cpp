#include "core/qr/svg.h"

#include "core/base/format.h"

namespace otk::qr {

std::string svg_of(const QrCode& code, double module_mm) {
    const int side = code.size() + 2 * quiet_zone_modules;
    std::string svg = format(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" version=\"1.1\" width=\"{0:.3f}mm\" "
        "height=\"{0:.3f}mm\" viewBox=\"0 0 {1} {1}\" shape-rendering=\"crispEdges\">\n"
        "<rect width=\"{1}\" height=\"{1}\" fill=\"#fff\"/>\n<path fill=\"#000\" d=\"",
        side * module_mm, side);
    // One rectangle a run of dark modules, all in one path: no hair of white between them.
    for (int y = 0; y < code.size(); ++y) {
        for (int x = 0; x < code.size(); ++x) {
            if (!code.is_dark(x, y)) continue;
            const int first = x;
            while (code.is_dark(x, y))
                ++x;
            svg += format("M{},{}h{}v1H{}z", first + quiet_zone_modules, y + quiet_zone_modules,
                x - first, first + quiet_zone_modules);
        }
    }
    return svg + "\"/>\n</svg>\n";
}

}  // namespace otk::qr
