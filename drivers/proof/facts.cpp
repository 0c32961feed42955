#include "drivers/proof/facts.h"

#include "core/base/assert.h"

namespace otk::proof {
namespace {

preview::Extra extra_of(printer::RasterCommand command) {
    switch (command) {
        case printer::RasterCommand::GsV0:
            return preview::Extra::RasterImage;
        case printer::RasterCommand::GsParenL:
            return preview::Extra::Graphics;
        case printer::RasterCommand::EscStar:
            return preview::Extra::BitImage;
    }
    OTK_UNREACHABLE();
}

}  // namespace

preview::Facts facts_of(const printer::Model& model) {
    preview::Facts facts;
    facts.width_dots = model.width_dots;
    facts.dots_per_inch = model.dots_per_inch;
    facts.units_per_inch = model.units_per_inch;
    facts.pages.clear();
    for (const printer::PageNumber& page : model.pages)
        facts.pages.emplace(page.number, name_of(page.page));
    facts.extras.clear();
    for (const printer::RasterCommand command : model.rasters)
        facts.extras.insert(extra_of(command));
    if (model.native_qr) facts.extras.insert(preview::Extra::QrSymbol);
    if (model.cutter != printer::Cutter::None) facts.extras.insert(preview::Extra::Cut);
    if (model.presenter == printer::Presenter::GsE) facts.extras.insert(preview::Extra::Ejector);
    return facts;
}

}  // namespace otk::proof
