#include "drivers/printer/models.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "core/base/format.h"
#include "core/base/nearest_word.h"

namespace otk::printer {
namespace {

constexpr std::array cp866_at_17{PageNumber{CodePage::Cp866, 17}};

constexpr std::array<Model, 1> table{{
    {
        .name = "generic-80",
        .description = "Любой принтер ESC/POS с лентой 80 мм, 203 точки на дюйм",
        .width_dots = 576,
        .dots_per_inch = 203,
        .cell_width_dots = 12,
        .cell_height_dots = 24,
        .pages = cp866_at_17,
        .raster_bytes_max = 4096,
        .cutter = Cutter::Partial,
        .source =
            "escpos-printer-db: 576 dots at 203 dpi, CP866 is ESC t 17 in 30 profiles; slices of "
            "4 KiB are our own caution",
    },
}};

}  // namespace

std::span<const Model> models() {
    return table;
}

Result<const Model*> model_named(std::string_view name) {
    std::vector<std::string_view> names;
    for (const Model& model : table) {
        if (model.name == name) return &model;
        names.push_back(model.name);
    }
    const auto meant = nearest_word(name, names);
    return fail(ErrorKind::NotFound, format("printer model \"{}\"{}", name,
                                         meant ? format("; did you mean \"{}\"?", *meant) : ""));
}

int dots_of(const Model& model, double millimetres) {
    return std::max(1, static_cast<int>(std::lround(millimetres * model.dots_per_inch / 25.4)));
}

}  // namespace otk::printer
