#include <ostream>

#include "cli/commands.h"
#include "cli/symbol_file.h"
#include "cli/symbol_options.h"
#include "core/base/format.h"

namespace otk::cli {
namespace {

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path out = arguments.path("--out");
    const Symbol symbol = OTK_TRY(symbol_in(arguments));
    OTK_TRY(write_symbol(symbol, out));
    console.out << format("{}: {} modules of {:.2f} mm, {:.1f} mm with the white around\n",
        out.string(), symbol.code.size(), symbol.module_mm, symbol.side_mm());
    return ExitCode::Ok;
}

}  // namespace

Command qr_command() {
    using enum OptionKind;
    return {"", "qr", "Write the QR code of an address as a picture",
        {link_option(), {Value, "--out", "FILE.svg, or FILE.png", true},
            {Value, "--side-mm",
                "The side of the picture with its white; without it modules are 1 mm"}},
        run};
}

}  // namespace otk::cli
