#include "drivers/printer/models.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/nearest_word.h"

namespace otk::printer {

Result<const Model*> model_named(std::string_view name) {
    std::vector<std::string_view> names;
    for (const Model& model : models()) {
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

std::string_view name_of(Cutter cutter) {
    switch (cutter) {
        case Cutter::None:
            return "none";
        case Cutter::Partial:
            return "partial";
        case Cutter::Full:
            return "full";
    }
    OTK_UNREACHABLE();
}

std::string_view name_of(Presenter presenter) {
    switch (presenter) {
        case Presenter::None:
            return "none";
        case Presenter::GsE:
            return "gs_e";
    }
    OTK_UNREACHABLE();
}

std::string_view name_of(RasterCommand command) {
    switch (command) {
        case RasterCommand::GsV0:
            return "gs_v_0";
        case RasterCommand::GsParenL:
            return "gs_paren_l";
        case RasterCommand::EscStar:
            return "esc_star";
    }
    OTK_UNREACHABLE();
}

std::string_view name_of(StatusDialect dialect) {
    switch (dialect) {
        case StatusDialect::None:
            return "none";
        case StatusDialect::EscposRealTime:
            return "escpos_real_time";
        case StatusDialect::EscposAutomatic:
            return "escpos_automatic";
        case StatusDialect::CustomKiosk:
            return "custom_kiosk";
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::printer
