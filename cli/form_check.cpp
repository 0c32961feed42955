#include <algorithm>
#include <ctime>
#include <iterator>
#include <ostream>

#include "cli/commands.h"
#include "cli/form_source.h"
#include "cli/paths.h"
#include "cli/remark.h"
#include "cli/screen_check.h"
#include "cli/whole_number.h"
#include "core/base/clock.h"
#include "core/base/format.h"
#include "core/base/local_day.h"

namespace otk::cli {
namespace {

using form::Severity;

constexpr std::int64_t told_every_ms = 2000;

/// All that one run finds out about a form that is one.
struct Checked {
    std::vector<Remark> remarks;
    WalkReport walked;
};

Result<form::WalkOptions> walk_options(const Arguments& arguments, std::ostream& err) {
    form::WalkOptions options;
    options.day = to_text(day_of(SystemClock().unix_seconds()));
    const auto number = [&arguments](std::string_view option, Bounds bounds) {
        return whole_number(option, arguments.text(option), bounds);
    };
    options.tries_max = OTK_TRY(number("--limit", {1, 100'000'000}));
    options.sample_max = OTK_TRY(number("--sample", {1, 10'000'000}));
    options.seed = OTK_TRY(number("--seed", {0, UINT32_MAX}));
    const std::uint64_t seconds = OTK_TRY(number("--seconds", {1, 86'400}));
    options.goes_on = [seconds, &err, told_ms = SystemClock().monotonic_ms()](
                          const form::WalkProgress& progress) mutable {
        const std::int64_t now_ms = SystemClock().monotonic_ms();
        if (now_ms - told_ms >= told_every_ms) {
            told_ms = now_ms;
            err << format("otklik: {} combinations tried, {} random visits\n", progress.tries,
                progress.sampled);
        }
        // The sample has half of the time again.
        const double used_s = static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
        return used_s < static_cast<double>(seconds) * (progress.is_sampling ? 1.5 : 1.0);
    };
    return options;
}

Remark note(std::string rule, std::string message) {
    return {.severity = Severity::Note,
        .rule = std::move(rule),
        .where = "form",
        .column = {},
        .message = std::move(message),
        .example = {}};
}

/// The screen's remarks, or a note that says why there are none; InvalidInput for a wrong panel.
Result<std::vector<Remark>> look_at_screen(
    const LoadedForm& loaded, const std::vector<std::string>& panels) {
    const std::optional<Path> kiosk = find_kiosk();
    if (!kiosk) {
        return std::vector{note("screen-not-checked",
            "otklik-kiosk is neither beside otklik nor in PATH: whether pages fit and letters are "
            "there was not looked at")};
    }
    Result<std::vector<Remark>> remarks = remarks_of_screen(*kiosk, loaded.compiled, panels);
    if (remarks || remarks.error().kind == ErrorKind::InvalidInput) return remarks;
    return std::vector{note("screen-not-checked",
        "whether pages fit and letters are there was not looked at: " + remarks.error().context)};
}

void look_at_languages(const form::Form& form, std::vector<Remark>& remarks) {
    for (const std::string language : {"ru", "en"}) {
        if (std::find(form.languages.begin(), form.languages.end(), language) !=
            form.languages.end()) {
            continue;
        }
        Remark remark = note("missing-language",
            format(
                "the kiosk speaks {0} as well, the form does not: visitors with that language get "
                "no choice of it; add label::… ({0})",
                language));
        if (language == "ru") remark.severity = Severity::Warning;
        remarks.push_back(std::move(remark));
    }
}

Result<Checked> check(const LoadedForm& loaded, const Arguments& arguments, std::ostream& err) {
    const form::WalkOptions options = OTK_TRY(walk_options(arguments, err));
    const auto form = std::make_shared<const form::Form>(*loaded.form);
    const std::string language = OTK_TRY(language_of(*form, arguments.text("--lang")));
    Checked checked{{}, {.form = form,
                            .walk = form::walk(form, options),
                            .seed = options.seed,
                            .with_paths = arguments.flag("--paths"),
                            .language = language}};
    for (const form::Finding& finding : form::findings_of(*form, checked.walked.walk)) {
        checked.remarks.push_back(remark_of(*form, finding));
    }
    look_at_languages(*form, checked.remarks);
    if (!arguments.flag("--no-screen")) {
        std::vector<Remark> screen = OTK_TRY(look_at_screen(loaded, arguments.rest("--panel")));
        std::move(screen.begin(), screen.end(), std::back_inserter(checked.remarks));
    }
    std::stable_sort(checked.remarks.begin(), checked.remarks.end(),
        [](const Remark& a, const Remark& b) { return a.severity < b.severity; });
    return checked;
}

std::size_t count(const Checked& checked, Severity severity) {
    return static_cast<std::size_t>(std::count_if(checked.remarks.begin(), checked.remarks.end(),
        [severity](const Remark& remark) { return remark.severity == severity; }));
}

Json report_of(const LoadedForm& loaded, const Checked& checked) {
    Json report = Json::object();
    report.set("well", loaded.form.has_value() && count(checked, Severity::Error) == 0);
    if (loaded.form) {
        report.set("form", loaded.form->id);
        report.set("version", loaded.form->version);
        report.set("content_hash", loaded.form->content_hash);
        report.set("questions", static_cast<std::int64_t>(loaded.form->questions.size()));
        report.set("pages", static_cast<std::int64_t>(loaded.form->pages.size()));
        Json findings = Json::array();
        for (const Remark& remark : checked.remarks)
            findings.push_back(json_of(remark));
        report.set("findings", std::move(findings));
        report.set("walk", walk_as_json(checked.walked));
    }
    report.set("problems", json_of(loaded.problems));
    if (loaded.problems_left_out > 0) {
        report.set("problems_left_out", static_cast<std::int64_t>(loaded.problems_left_out));
    }
    return report;
}

/// The first line says how it stands, in every case.
void print(const LoadedForm& loaded, const Checked& checked, const Arguments& arguments,
    std::ostream& out) {
    if (!loaded.form) {
        out << format("{} is not well: {} problem(s), it does not compile\n",
            arguments.text("SOURCE"), loaded.problems.size() + loaded.problems_left_out);
        return print_problems(loaded, out);
    }
    const std::size_t errors = count(checked, Severity::Error);
    out << format("form {} version {} {}: {} error(s), {} warning(s), {} note(s)\n",
        loaded.form->id, loaded.form->version, errors == 0 ? "is well" : "is not well", errors,
        count(checked, Severity::Warning), count(checked, Severity::Note));
    for (const Remark& remark : checked.remarks)
        out << to_text(remark);
    print_walk(checked.walked, out);
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const LoadedForm loaded = OTK_TRY(load_form(arguments.path("SOURCE")));
    Checked checked;
    if (loaded.form) checked = OTK_TRY(check(loaded, arguments, console.err));
    if (arguments.flag("--json")) {
        console.out << report_of(loaded, checked).dump_pretty();
    } else {
        print(loaded, checked, arguments, console.out);
    }
    const bool is_well = loaded.form && count(checked, Severity::Error) == 0;
    return is_well ? ExitCode::Ok : ExitCode::NotWell;
}

}  // namespace

Command form_check_command() {
    return {"form", "check",
        "Tell everything that is wrong with a form, or that its visitors could not reach, read or "
        "say",
        {{OptionKind::Positional, "SOURCE",
             "Folder of CSV sheets, .xlsx or .md file, or a compiled form (.json)", true},
            {OptionKind::Flag, "--json", "Print JSON for a script"},
            {OptionKind::Flag, "--paths",
                "Print every sequence of pages and what one visitor sees on it"},
            {OptionKind::Value, "--lang", "Language of --paths (the form's default language)"},
            {OptionKind::Value, "--limit", "Combinations that are tried before it takes a sample",
                false, "100000"},
            {OptionKind::Value, "--seconds", "CPU time before it takes a sample", false, "10"},
            {OptionKind::Value, "--sample", "Random visits of a sample", false, "20000"},
            {OptionKind::Value, "--seed", "Of the sample's random visits", false, "1"},
            {OptionKind::Values, "--panel",
                "A class of panels to measure on, as 10.1:800x1280 (inches, pixels as it hangs); "
                "may be repeated (21.5\" upright and lying)"},
            {OptionKind::Flag, "--no-screen", "Do not let otklik-kiosk measure the pages"}},
        run};
}

}  // namespace otk::cli
