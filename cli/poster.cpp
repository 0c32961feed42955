#include <array>
#include <ostream>

#include "cli/commands.h"
#include "cli/symbol_options.h"
#include "core/base/format.h"
#include "core/text/code_points.h"
#include "drivers/page/page.h"

namespace otk::cli {
namespace {

constexpr std::size_t text_letters_max = 200;

/// Upright sheets of ISO 216; the smallest is set three times a slip's size, the others grow alike.
struct SheetSize {
    std::string_view name;
    double width_mm;
    double height_mm;
};
constexpr std::array<SheetSize, 3> sheets{{{"a5", 148, 210}, {"a4", 210, 297}, {"a3", 297, 420}}};
constexpr double slip_mm = 62;  // of a sheet's width, a slip that fills it

Result<SheetSize> sheet_in(const Arguments& arguments) {
    const std::string& name = arguments.text("--size");
    for (const SheetSize& sheet : sheets) {
        if (sheet.name == name) return sheet;
    }
    return fail(ErrorKind::InvalidInput, format("--size {}: a5, a4 or a3 expected", name));
}

Result<std::string> text_in(const Arguments& arguments, std::string_view option) {
    const std::string& text = arguments.text(option);
    if (!is_utf8(text)) {
        return fail(ErrorKind::InvalidInput, format("{}: not UTF-8", option));
    }
    const auto letters = text::code_points_of(text);
    for (const text::CodePoint& letter : letters) {
        if (letter.value < 0x20 || letter.value == 0x7F) {
            return fail(ErrorKind::InvalidInput, format("{}: a control character", option));
        }
    }
    if (letters.size() <= text_letters_max) return text;
    return fail(ErrorKind::InvalidInput,
        format("{}: {} letters, at most {} are allowed", option, letters.size(), text_letters_max));
}

/// The poster's blocks from the top; texts that are not given are not there.
Result<printer::Slip> blocks_of(const Arguments& arguments) {
    using enum printer::TextSize;
    const std::string link = OTK_TRY(link_in(arguments));
    printer::Slip poster;
    const auto put = [&](std::string text, printer::TextSize size, printer::Weight weight) {
        if (text.empty()) return;
        poster.blocks.emplace_back(
            printer::TextBlock{std::move(text), size, weight, printer::Alignment::Centre});
    };
    put(OTK_TRY(text_in(arguments, "--heading")), Large, printer::Weight::Bold);
    put(OTK_TRY(text_in(arguments, "--text")), Small, printer::Weight::Regular);
    poster.blocks.emplace_back(printer::QrBlock{link, printer::Alignment::Centre});
    put(address_in(link), Tall, printer::Weight::Bold);
    put(OTK_TRY(text_in(arguments, "--place")), Small, printer::Weight::Regular);
    return poster;
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path out = arguments.path("--out");
    if (out.extension() != ".pdf") {
        return fail(ErrorKind::InvalidInput, "--out: a file that ends in .pdf expected");
    }
    const SheetSize sheet = OTK_TRY(sheet_in(arguments));
    page::PageStyle style;
    style.width_mm = sheet.width_mm;
    style.height_mm = sheet.height_mm;
    style.margin_mm = sheet.width_mm / 15;
    style.scale = sheet.width_mm / slip_mm;
    const printer::Slip poster = OTK_TRY(blocks_of(arguments));
    const Bytes pdf = OTK_TRY(page::write_pdf(poster, style));
    OTK_TRY(write_atomically(out, pdf, 0644));
    console.out << format("{}: {}\n", out.string(), sheet.name);
    return ExitCode::Ok;
}

}  // namespace

Command poster_command() {
    using enum OptionKind;
    return {"", "poster", "Write a poster with the QR code of an address as a PDF",
        {link_option(), {Value, "--out", "FILE.pdf", true},
            {Value, "--size", "a5, a4 or a3", false, "a4"},
            {Value, "--heading", "The large words above the code", false, "Оцените нашу работу"},
            {Value, "--text", "The words below the heading", false,
                "Наведите камеру телефона на код или наберите адрес"},
            {Value, "--place", "The place's name, below the address"}},
        run};
}

}  // namespace otk::cli
