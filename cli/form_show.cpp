#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <ostream>

#include "cli/commands.h"
#include "cli/form_pages.h"
#include "cli/form_source.h"
#include "cli/whole_number.h"

namespace otk::cli {
namespace {

constexpr std::size_t width_min = 40;
constexpr std::size_t width_max = 120;
constexpr std::size_t width_standard = 80;

/// The terminal's columns, or 80 where the output is a file or a pipe.
std::size_t terminal_width() {
    winsize size{};
    if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return width_standard;
    return std::clamp<std::size_t>(size.ws_col, width_min, width_max);
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const std::shared_ptr<const form::Form> form =
        OTK_TRY(load_well_form(arguments.path("SOURCE"), console.err));
    const std::string language = OTK_TRY(language_of(*form, arguments.text("--lang")));
    const std::string& wanted = arguments.text("--width");
    std::size_t width = terminal_width();
    if (!wanted.empty()) width = OTK_TRY(whole_number("--width", wanted, {width_min, width_max}));
    print_pages(*form, {language, width}, console.out);
    return ExitCode::Ok;
}

}  // namespace

Command form_show_command() {
    return {"form", "show", "Print a form as its visitors meet it, page by page",
        {{OptionKind::Positional, "SOURCE",
             "Folder of CSV sheets, .xlsx or .md file, or a compiled form (.json)", true},
            {OptionKind::Value, "--lang", "Language of the texts (the form's default language)"},
            {OptionKind::Value, "--width", "Columns of a line, 40 to 120 (the terminal's)"}},
        run};
}

}  // namespace otk::cli
