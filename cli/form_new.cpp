#include <ostream>

#include "cli/commands.h"
#include "core/base/format.h"
#include "core/xlsform/starter.h"

namespace otk::cli {
namespace {

/// A link is made only where nothing is: nobody's work is lost, whoever was quicker.
Result<void> publish(const Path& unfinished, const Path& file) {
    std::error_code failed;
    std::filesystem::create_hard_link(unfinished, file, failed);
    std::error_code left;
    std::filesystem::remove(unfinished, left);
    if (!failed) return {};
    if (failed == std::errc::file_exists) {
        return fail(ErrorKind::Conflict,
            format("{}: there is such a file already; give another name", file.string()));
    }
    return Failure(error_from_errno("write", file, failed.value()));
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path file = arguments.path("FILE");
    if (file.extension() != ".xlsx") {
        return fail(ErrorKind::InvalidInput,
            format("{}: a workbook is written; give a name that ends in .xlsx", file.string()));
    }
    Path unfinished = file;
    unfinished += ".new";
    OTK_TRY(xlsform::write_xlsx(unfinished, xlsform::starter_form()));
    OTK_TRY(publish(unfinished, file));
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
