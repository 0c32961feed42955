#include <ostream>

#include "cli/commands.h"
#include "cli/form_source.h"
#include "cli/new_file.h"
#include "core/base/format.h"
#include "core/xlsform/xlsx_writer.h"

namespace otk::cli {
namespace {

Result<void> replace(const Path& unfinished, const Path& file) {
    std::error_code failed;
    std::filesystem::rename(unfinished, file, failed);
    if (failed) return Failure(error_from_errno("rename to", file, failed.value()));
    return {};
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path source = arguments.path("SOURCE");
    const Path file = arguments.path("--out");
    xlsform::Workbook workbook = OTK_TRY(in(source.string(), xlsform::read_workbook(source)));
    if (!workbook.problems.is_empty()) {
        LoadedForm unread;
        unread.problems_left_out = workbook.problems.left_out_count();
        unread.problems = workbook.problems.take_sorted();
        print_problems(unread, console.err);
        return fail(ErrorKind::InvalidInput,
            format("{}: not every cell could be read, no workbook was written", source.string()));
    }
    // Beside its place and then named: nobody finds half a workbook.
    Path unfinished = file;
    unfinished += ".new";
    OTK_TRY(xlsform::write_xlsx(unfinished, xlsform::designed(workbook)));
    OTK_TRY(arguments.flag("--force") ? replace(unfinished, file) : publish_new(unfinished, file));
    console.out << format("{}: the sheets of {}\n", file.string(), source.string());
    return ExitCode::Ok;
}

}  // namespace

Command form_export_command() {
    return {"form", "export",
        "Write the sheets of a form as a workbook, the same bytes at any time",
        {{OptionKind::Positional, "SOURCE", "Folder of CSV sheets, .xlsx or .md file", true},
            {OptionKind::Value, "--out", "The workbook to write (.xlsx)", true},
            {OptionKind::Flag, "--force", "Replace a file of that name"}},
        run};
}

}  // namespace otk::cli
