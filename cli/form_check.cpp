#include <ostream>

#include "cli/commands.h"
#include "cli/form_source.h"
#include "core/base/format.h"

namespace otk::cli {
namespace {

Json report_of(const LoadedForm& loaded) {
    Json report = Json::object();
    report.set("well", loaded.form.has_value());
    if (loaded.form) {
        report.set("form", loaded.form->id);
        report.set("version", loaded.form->version);
        report.set("content_hash", loaded.form->content_hash);
        report.set("questions", static_cast<std::int64_t>(loaded.form->questions.size()));
        report.set("pages", static_cast<std::int64_t>(loaded.form->pages.size()));
    }
    report.set("problems", json_of(loaded.problems));
    if (loaded.problems_left_out > 0) {
        report.set("problems_left_out", static_cast<std::int64_t>(loaded.problems_left_out));
    }
    return report;
}

void print_question(const form::Form& form, const form::Question& question, std::ostream& out) {
    out << format("    {} [{}]", question.label.in(form.default_language), question.name);
    if (question.relevant) out << "  if " << question.relevant->source();
    out << "\n";
    const form::ChoiceList* list = form.list_of(question);
    if (list == nullptr) return;
    for (const form::Choice& choice : list->choices) {
        out << "      - " << choice.label.in(form.default_language) << "\n";
    }
}

/// Of the groups around a page, its own first.
void print_conditions(const form::Form& form, const form::Page& page, std::ostream& out) {
    auto group = page.kind == form::PageKind::Single ? form.questions[page.questions.front()].group
                                                     : form.find_group(page.name);
    for (; group; group = form.groups[*group].parent) {
        const std::optional<form::Expression>& relevant = form.groups[*group].relevant;
        if (relevant) out << "  if " << relevant->source();
    }
}

/// What a visitor meets, page by page, in the form's own language.
void print_pages(const form::Form& form, std::ostream& out) {
    for (std::size_t index = 0; index < form.pages.size(); ++index) {
        const form::Page& page = form.pages[index];
        out << format("page {}: {}", index + 1, page.name);
        print_conditions(form, page, out);
        out << "\n";
        if (!page.title.is_empty()) out << "    " << page.title.in(form.default_language) << "\n";
        for (const std::size_t question : page.questions) {
            print_question(form, form.questions[question], out);
        }
    }
}

Result<ExitCode> run(const Arguments& arguments, const Console& console) {
    const LoadedForm loaded = OTK_TRY(load_form(arguments.path("SOURCE")));
    if (arguments.flag("--json")) {
        console.out << report_of(loaded).dump_pretty();
    } else if (loaded.form) {
        console.out << format(
            "form {} version {} is well\n", loaded.form->id, loaded.form->version);
        print_pages(*loaded.form, console.out);
    } else {
        print_problems(loaded, console.out);
    }
    return loaded.form ? ExitCode::Ok : ExitCode::NotWell;
}

}  // namespace

Command form_check_command() {
    return {"form", "check", "Tell everything that is wrong with a form, or show its pages",
        {{OptionKind::Positional, "SOURCE",
             "Folder of CSV sheets, .xlsx or .md file, or a compiled form (.json)", true},
            {OptionKind::Flag, "--json", "Print JSON for a script"}},
        run};
}

}  // namespace otk::cli
