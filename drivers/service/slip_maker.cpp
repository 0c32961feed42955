#include "drivers/service/slip_maker.h"

#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/base/log.h"
#include "drivers/page/page.h"
#include "drivers/preview/png_file.h"
#include "drivers/printer/slip_template_file.h"
#include "drivers/proof/facts.h"

namespace otk::service {

Document document_of(const config::Config& config) {
    const bool is_page =
        config.text("printd.port") == "cups" && config.text("printd.cups_document") == "page";
    return is_page ? Document::Page : Document::Bytes;
}

Result<SlipMaker> SlipMaker::create(const printer::Model& model, Document document,
    Path templates_folder, const Path& font_folder, PageDots page_dots) {
    return SlipMaker(model, document, std::move(templates_folder),
        OTK_TRY(printer::Typefaces::open(font_folder)), std::move(page_dots));
}

Result<Bytes> SlipMaker::make_page(const printer::Slip& slip) const {
    const page::PageStyle style = page::roll_of(*m_model);
    const int dots_per_inch = m_page_dots();
    if (dots_per_inch == 0) return page::write_pdf(slip, style);
    return page::write_pwg_raster(slip, style, dots_per_inch);
}

Result<Bytes> SlipMaker::make(const SlipOrder& order) {
    const Path file = m_templates_folder / (order.template_name + ".json");
    const auto slip_template = OTK_TRY(printer::read_slip_template(file));
    const printer::Slip slip = OTK_TRY(slip_template.fill(order.language, order.fields));
    switch (m_document) {
        case Document::Bytes:
            return printer::encode_escpos(slip, *m_model, &m_typefaces);
        case Document::Page:
            return make_page(slip);
    }
    OTK_UNREACHABLE();
}

Result<SlipPainter> SlipPainter::create(const printer::Model& model, const Path& font_folder) {
    return SlipPainter(OTK_TRY(preview::Interpreter::create(font_folder, proof::facts_of(model))));
}

Result<Bytes> SlipPainter::paint(ByteView slip) {
    const preview::Printout printout = m_interpreter.print(slip);
    if (!printout.warnings.empty()) {
        log::warning("a slip's bytes are not clean", {{"warnings", printout.warnings.size()}});
    }
    return preview::write_png(printout.picture);
}

}  // namespace otk::service
