#include <ostream>

#include "cli/commands.h"
#include "core/base/format.h"
#include "drivers/preview/interpreter.h"
#include "drivers/preview/png_file.h"
#include "drivers/printer/escpos.h"
#include "drivers/printer/slip_template_file.h"
#include "drivers/printer/standard_template.h"
#include "drivers/proof/facts.h"

namespace otk::cli {
namespace {

constexpr std::size_t address_letters_max = 48;

/// What a visitor types: the link without its scheme, or only its host where that is too long.
std::string address_in(std::string_view link) {
    const std::size_t scheme = link.find("://");
    if (scheme != std::string_view::npos) link.remove_prefix(scheme + 3);
    if (link.size() > address_letters_max) link = link.substr(0, link.find('/'));
    return std::string(link);
}

Result<printer::SlipTemplate> template_at(const Path& file) {
    if (file.empty()) return printer::SlipTemplate::parse(printer::standard_template());
    return printer::read_slip_template(file);
}

/// The picture drawn from the very bytes; what a device might print as rubbish is told.
Result<Bytes> picture_of(
    ByteView slip, const printer::Model& model, const Path& fonts, std::ostream& err) {
    auto interpreter = OTK_TRY(preview::Interpreter::create(fonts, proof::facts_of(model)));
    const preview::Printout printout = interpreter.print(slip);
    for (const std::string& warning : printout.warnings) {
        err << "warning: " << warning << "\n";
    }
    return preview::write_png(printout.picture);
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path out = arguments.path("--out");
    const bool is_picture = out.extension() == ".png";
    if (!is_picture && out.extension() != ".bin") {
        return fail(ErrorKind::InvalidInput,
            "--out: a file that ends in .bin (bytes) or .png (picture) expected");
    }
    const printer::Model* model = OTK_TRY(printer::model_named(arguments.text("--model")));
    const auto slip_template = OTK_TRY(template_at(arguments.path("--template")));
    const std::string& link = arguments.text("--link");
    const std::string& address = arguments.text("--address");
    const printer::SlipFields fields{{"link", link},
        {"address", address.empty() ? address_in(link) : address},
        {"place", arguments.text("--place")}, {"until", arguments.text("--until")}};
    const printer::Slip slip = OTK_TRY(slip_template.fill(arguments.text("--language"), fields));

    const Path fonts = arguments.path("--fonts");
    auto typefaces = OTK_TRY(printer::Typefaces::open(fonts));
    const Bytes bytes = OTK_TRY(printer::encode_escpos(slip, *model, &typefaces));
    const Bytes file = is_picture ? OTK_TRY(picture_of(bytes, *model, fonts, console.err)) : bytes;
    OTK_TRY(write_atomically(out, file, 0644));
    console.out << format("{}: {} bytes for {}\n", out.string(), bytes.size(), model->name);
    return ExitCode::Ok;
}

}  // namespace

Command slip_render_command() {
    using enum OptionKind;
    return {"slip", "render", "Write a slip's bytes, or the picture that they make, to a file",
        {{Value, "--model", "The printer's model", true},
            {Value, "--link", "The address in the QR code", true},
            {Value, "--out", "FILE.bin for the bytes, FILE.png for the picture", true},
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
