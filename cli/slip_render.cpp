#include <cmath>
#include <ostream>

#include "cli/commands.h"
#include "cli/symbol_options.h"
#include "core/base/format.h"
#include "drivers/page/page.h"
#include "drivers/preview/interpreter.h"
#include "drivers/preview/png_file.h"
#include "drivers/printer/escpos.h"
#include "drivers/printer/slip_template_file.h"
#include "drivers/printer/standard_template.h"
#include "drivers/proof/facts.h"

namespace otk::cli {
namespace {

constexpr double metres_per_inch = 0.0254;

Result<printer::SlipTemplate> template_at(const Path& file) {
    if (file.empty()) return printer::SlipTemplate::parse(printer::standard_template());
    return printer::read_slip_template(file);
}

/// The row, or a printer like it that draws symbols or does not: to try on a printer what its row
/// does not say.
Result<printer::Model> model_in(const Arguments& arguments) {
    printer::Model model = *OTK_TRY(printer::model_named(arguments.text("--model")));
    const std::string& symbol = arguments.text("--symbol");
    if (symbol != "model" && symbol != "printer" && symbol != "picture") {
        return fail(ErrorKind::InvalidInput, "--symbol: model, printer or picture expected");
    }
    if (symbol != "model") model.native_qr = symbol == "printer";
    return model;
}

/// The picture drawn from the very bytes; what a device might print as rubbish is told.
Result<Bytes> picture_of(
    ByteView slip, const printer::Model& model, const Path& fonts, std::ostream& err) {
    auto interpreter = OTK_TRY(preview::Interpreter::create(fonts, proof::facts_of(model)));
    const preview::Printout printout = interpreter.print(slip);
    for (const std::string& warning : printout.warnings) {
        err << "warning: " << warning << "\n";
    }
    return preview::write_png(
        printout.picture, static_cast<int>(std::lround(model.dots_per_inch / metres_per_inch)));
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path out = arguments.path("--out");
    const bool is_page = out.extension() == ".pdf";
    const bool is_picture = out.extension() == ".png";
    if (!is_page && !is_picture && out.extension() != ".bin") {
        return fail(ErrorKind::InvalidInput,
            "--out: a file that ends in .bin (bytes), .png (picture) or .pdf (page) expected");
    }
    const printer::Model model = OTK_TRY(model_in(arguments));
    const auto slip_template = OTK_TRY(template_at(arguments.path("--template")));
    const std::string& link = arguments.text("--link");
    const std::string& address = arguments.text("--address");
    const printer::SlipFields fields{{"link", link},
        {"address", address.empty() ? address_in(link) : address},
        {"place", arguments.text("--place")}, {"until", arguments.text("--until")}};
    const printer::Slip slip = OTK_TRY(slip_template.fill(arguments.text("--language"), fields));

    if (is_page) {
        const Bytes pdf = OTK_TRY(page::write_pdf(slip, page::roll_of(model)));
        OTK_TRY(write_atomically(out, pdf, 0644));
        console.out << format("{}: a page for the paper of {}\n", out.string(), model.name);
        return ExitCode::Ok;
    }
    const Path fonts = arguments.path("--fonts");
    auto typefaces = OTK_TRY(printer::Typefaces::open(fonts));
    const Bytes bytes = OTK_TRY(printer::encode_escpos(slip, model, &typefaces));
    const Bytes file = is_picture ? OTK_TRY(picture_of(bytes, model, fonts, console.err)) : bytes;
    OTK_TRY(write_atomically(out, file, 0644));
    console.out << format("{}: {} bytes for {}\n", out.string(), bytes.size(), model.name);
    return ExitCode::Ok;
}

}  // namespace

Command slip_render_command() {
    using enum OptionKind;
    return {"slip", "render", "Write a slip's bytes, or the picture that they make, to a file",
        {{Value, "--model", "The printer's model", true}, link_option(),
            {Value, "--out", "FILE.bin for the bytes, FILE.png for their picture, FILE.pdf", true},
            {Value, "--symbol",
                "Who draws the QR symbol: the printer, a picture, or as the model's row says",
                false, "model"},
            {Value, "--template",
                "A slip template (docs/PRINTING.md); without it the built-in one"},
            {Value, "--language", "The slip's language; ru+en prints both", false, "ru"},
            {Value, "--address", "The address to type; without it the link's"},
            {Value, "--place", "The place's name", false, "Зал 2, окно 7"},
            {Value, "--until", "The last day of the survey, as it is printed"},
            {Value, "--fonts", "Folder of the PT fonts", false,
                "/usr/share/fonts/truetype/paratype"}},
        run};
}

}  // namespace otk::cli
