#include <ostream>

#include "cli/commands.h"
#include "cli/new_file.h"
#include "core/base/format.h"
#include "core/xlsform/starter.h"

namespace otk::cli {
namespace {

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path file = arguments.path("FILE");
    if (file.extension() != ".xlsx") {
        return fail(ErrorKind::InvalidInput,
            format("{}: a workbook is written; give a name that ends in .xlsx", file.string()));
    }
    Path unfinished = file;
    unfinished += ".new";
    OTK_TRY(xlsform::write_xlsx(unfinished, xlsform::starter_form()));
    OTK_TRY(publish_new(unfinished, file));
    console.out << format("{}: change it in LibreOffice or Excel, then: otklik form check {}\n",
        file.string(), file.string());
    return ExitCode::Ok;
}

}  // namespace

Command form_new_command() {
    return {"form", "new",
        "Write a workbook to begin a form with: rating, follow-up, comment, slip",
        {{OptionKind::Positional, "FILE", "The workbook to write (.xlsx); never one that is there",
            true}},
        run};
}

}  // namespace otk::cli
