#include <ostream>

#include "cli/commands.h"
#include "cli/symbol_file.h"
#include "cli/symbol_options.h"
#include "core/base/format.h"
#include "drivers/page/page.h"

namespace otk::cli {
namespace {

constexpr double text_width_mm = 165;  // of a letter's sheet: A4 without its margins

/// What stands at the end of a reply, before the code (or instead of it, where only text goes).
std::string sentence_for(const std::string& link) {
    return format(
        "Оцените, пожалуйста, как мы рассмотрели Ваше обращение: наведите камеру телефона на код "
        "или откройте страницу {}. Ответы анонимны и занимают две минуты.",
        link);
}

Result<void> write_fragment(const std::string& link, const Path& out) {
    printer::QrBlock block{link};
    block.beside.push_back(printer::TextBlock{sentence_for(link)});
    page::PageStyle style;
    style.width_mm = text_width_mm;
    style.margin_mm = 0;
    const Bytes pdf = OTK_TRY(page::write_pdf(printer::Slip{{block}}, style));
    return write_atomically(out, pdf, 0644);
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path out = arguments.path("--out");
    const std::string link = OTK_TRY(link_in(arguments));
    if (out.extension() == ".pdf") {
        OTK_TRY(write_fragment(link, out));
    } else if (!out.empty()) {
        const Symbol symbol = OTK_TRY(symbol_in(arguments));
        OTK_TRY(write_symbol(symbol, out));
    }
    console.out << sentence_for(link) << "\n";
    return ExitCode::Ok;
}

}  // namespace

Command letter_command() {
    using enum OptionKind;
    return {"", "letter", "Print the sentence for the end of a reply, and write its QR code",
        {link_option(),
            {Value, "--out", "FILE.png or FILE.svg for the code, FILE.pdf for code and sentence"},
            {Value, "--side-mm",
                "The side of the picture with its white; without it modules are 1 mm"}},
        run};
}

}  // namespace otk::cli
