#include "cli/symbol_file.h"

#include <cmath>

#include "core/qr/svg.h"
#include "drivers/picture/bitmap.h"
#include "drivers/preview/png_file.h"

namespace otk::cli {
namespace {

constexpr int module_px = 12;  // 305 dots an inch at 1 mm: what a letter is printed with

Result<Bytes> png_of(const Symbol& symbol) {
    const int side = symbol.code.size() + 2 * qr::quiet_zone_modules;
    picture::Bitmap picture(side * module_px, side * module_px);
    for (int y = 0; y < symbol.code.size(); ++y) {
        for (int x = 0; x < symbol.code.size(); ++x) {
            if (!symbol.code.is_dark(x, y)) continue;
            picture.fill((x + qr::quiet_zone_modules) * module_px,
                (y + qr::quiet_zone_modules) * module_px, module_px, module_px);
        }
    }
    return preview::write_png(
        picture, static_cast<int>(std::lround(module_px * 1000 / symbol.module_mm)));
}

}  // namespace

Result<void> write_symbol(const Symbol& symbol, const Path& file) {
    if (file.extension() == ".svg") {
        return write_atomically(file, bytes_of(qr::svg_of(symbol.code, symbol.module_mm)), 0644);
    }
    if (file.extension() == ".png") {
        const Bytes png = OTK_TRY(png_of(symbol));
        return write_atomically(file, png, 0644);
    }
    return fail(ErrorKind::InvalidInput, "--out: a file that ends in .svg or .png expected");
}

}  // namespace otk::cli
