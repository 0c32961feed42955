#include <ostream>

#include "cli/commands.h"
#include "cli/form_source.h"
#include "cli/screen_check.h"
#include "core/base/format.h"

namespace otk::cli {
namespace {

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const LoadedForm loaded = OTK_TRY(load_form(arguments.path("SOURCE")));
    if (!loaded.form) {
        print_problems(loaded, console.err);
        return ExitCode::NotWell;
    }
    const std::string language = OTK_TRY(language_of(*loaded.form, arguments.text("--lang")));
    const std::optional<Path> kiosk = find_kiosk();
    if (!kiosk) {
        return fail(ErrorKind::NotFound,
            "otklik-kiosk is neither beside otklik nor in PATH; it knows what is said");
    }
    const auto [text, code] =
        OTK_TRY(ask_kiosk(*kiosk, loaded.compiled, "--sentences", {"--lang", language}));
    if (code != 0) {
        return fail(ErrorKind::Unavailable, format("{} ended with {}", kiosk->string(), code));
    }
    console.out << text;
    return ExitCode::Ok;
}

}  // namespace

Command form_clips_command() {
    return {"form", "clips",
        "Print what a kiosk says of a form, sentence by sentence, with the file that its recording "
        "has in a bundle",
        {{OptionKind::Positional, "SOURCE",
             "Folder of CSV sheets, .xlsx or .md file, or a compiled form (.json)", true},
            {OptionKind::Value, "--lang",
                "Language of the sentences (the form's default language)"}},
        run};
}

}  // namespace otk::cli
