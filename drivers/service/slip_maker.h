#pragma once

#include <functional>

#include "core/base/file.h"
#include "core/config/config.h"
#include "drivers/preview/interpreter.h"
#include "drivers/printer/escpos.h"
#include "drivers/service/request.h"

namespace otk::service {

/// What a slip is given away as.
enum class Document {
    Bytes,  ///< the model's own: ESC/POS
    Page,   ///< a page as wide as the model's paper, for a queue with a driver
};

/// How a page is wanted just now: 0 is a PDF, else PWG raster of so many dots per inch.
using PageDots = std::function<int()>;

/// What the configured port is given.
Document document_of(const config::Config& config);

/// From an order to the bytes of one printer, by the templates of a bundle's folder; each template
/// is read when it is needed, so that a new bundle shows at once. One thread.
class SlipMaker {
  public:
    /// `model` must be a row of the table. Fails if there are no fonts.
    static Result<SlipMaker> create(
        const printer::Model& model, Document document, Path templates_folder,
        const Path& font_folder, PageDots page_dots = [] { return 0; });

    /// NotFound for an unknown template; else the errors of SlipTemplate and of the encoder.
    Result<Bytes> make(const SlipOrder& order);

    const printer::Model& model() const { return *m_model; }
    Document document() const { return m_document; }

  private:
    SlipMaker(const printer::Model& model, Document document, Path templates_folder,
        printer::Typefaces typefaces, PageDots page_dots)
        : m_model(&model),
          m_document(document),
          m_templates_folder(std::move(templates_folder)),
          m_typefaces(std::move(typefaces)),
          m_page_dots(std::move(page_dots)) {}

    Result<Bytes> make_page(const printer::Slip& slip) const;

    const printer::Model* m_model;
    Document m_document;
    Path m_templates_folder;
    printer::Typefaces m_typefaces;
    PageDots m_page_dots;
};

/// What the bytes look like on paper, as a PNG file's bytes.
class SlipPainter {
  public:
    /// `model`: whose paper it is.
    static Result<SlipPainter> create(const printer::Model& model, const Path& font_folder);

    /// Logs what a device might print as rubbish: that is a fault of ours.
    Result<Bytes> paint(ByteView slip);

  private:
    explicit SlipPainter(preview::Interpreter interpreter)
        : m_interpreter(std::move(interpreter)) {}

    preview::Interpreter m_interpreter;
};

}  // namespace otk::service
