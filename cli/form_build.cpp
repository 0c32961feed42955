#include <ostream>

#include "cli/commands.h"
#include "cli/form_source.h"
#include "core/base/format.h"

namespace otk::cli {
namespace {

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const Path source = arguments.path("SOURCE");
    if (source.extension() == ".json") {
        return fail(ErrorKind::InvalidInput,
            format("{}: this form is compiled; give the sheets it was made of", source.string()));
    }
    const LoadedForm loaded = OTK_TRY(load_form(source));
    if (!loaded.form) {
        print_problems(loaded, console.err);
        return fail(ErrorKind::InvalidInput,
            format("{}: {} problem(s), no form was written", source.string(),
                loaded.problems.size() + loaded.problems_left_out));
    }
    const Path file = arguments.path("--out");
    OTK_TRY(write_durably(file, bytes_of(loaded.compiled), 0644));
    console.out << format("{}: form {} version {}, {} questions on {} pages\n", file.string(),
        loaded.form->id, loaded.form->version, loaded.form->questions.size(),
        loaded.form->pages.size());
    return ExitCode::Ok;
}

}  // namespace

Command form_build_command() {
    return {"form", "build", "Compile the sheets of an XLSForm into the form that kiosks read",
        {{OptionKind::Positional, "SOURCE", "Folder of CSV sheets, .xlsx or .md file", true},
            {OptionKind::Value, "--out", "The compiled form to write (JSON)", true}},
        run};
}

}  // namespace otk::cli
