#include "core/xlsform/xlsform.h"

#include <algorithm>
#include <utility>

#include "core/form/check.h"
#include "core/xlsform/choices_reader.h"
#include "core/xlsform/settings_reader.h"
#include "core/xlsform/survey_reader.h"

namespace otk::xlsform {
namespace {

using form::FormProblem;

/// The default language first, then the others in the order of the columns.
std::vector<std::string> languages_of(
    const form::Form& form, const std::vector<Column>& survey, const std::vector<Column>& choices) {
    std::vector<std::string> languages;
    const auto put = [&](const std::string& language) {
        const bool is_new =
            std::find(languages.begin(), languages.end(), language) == languages.end();
        if (!language.empty() && is_new) languages.push_back(language);
    };
    const auto is_default = [&](const Column& column) {
        return column.language == form.default_language;
    };
    if (std::any_of(survey.begin(), survey.end(), is_default)) put(form.default_language);
    for (const Column& column : survey)
        put(column.language);
    for (const Column& column : choices)
        put(column.language);
    return languages;
}

/// The language of a form that names none: Russian if its labels name none either, else that of the
/// first label column.
std::string language_of_labels(const Sheet& survey) {
    if (survey.find("label")) return "ru";
    constexpr std::string_view label = "label::";
    for (std::size_t column = 0; column < survey.column_count(); ++column) {
        const std::string& header = survey.header(column);
        if (!header.starts_with(label)) continue;
        if (const auto code = language_code_in(header.substr(label.size()))) return *code;
    }
    return "ru";
}

/// "label::ru" as the sheet writes it: the column whose name and language these are.
std::optional<std::size_t> column_of(
    const std::vector<Column>& columns, const std::string& column) {
    const std::size_t colons = column.rfind("::");
    if (const auto plain = find_column(columns, column)) return plain;
    if (colons == std::string::npos) return {};
    return find_column(columns, column.substr(0, colons), column.substr(colons + 2));
}

/// Finds the cell that a problem of the compiled form comes from.
class Locator {
  public:
    /// `known` are the problems that were found while reading.
    Locator(
        const Workbook& workbook, SurveyLayout survey, ChoicesLayout choices, const Problems& known)
        : m_workbook(workbook),
          m_survey(std::move(survey)),
          m_choices(std::move(choices)),
          m_has_mistakes(!known.is_empty()),
          m_has_wrong_header(known.names_header(workbook.survey)) {}

    void put(const FormProblem& problem, Problems& problems) const {
        switch (problem.place) {
            case FormProblem::Place::Form:
                put_form(problem, problems);
                return;
            case FormProblem::Place::Question:
                put_cell(m_workbook.survey, m_survey.columns, m_survey.question_rows[problem.index],
                    problem, problems);
                return;
            case FormProblem::Place::Group:
                put_cell(m_workbook.survey, m_survey.columns, m_survey.group_rows[problem.index],
                    problem, problems);
                return;
            case FormProblem::Place::Page:
                put_cell(m_workbook.survey, m_survey.columns, m_survey.page_rows[problem.index],
                    problem, problems);
                return;
            case FormProblem::Place::Choice:
                put_cell(m_workbook.choices, m_choices.columns,
                    m_choices.rows[problem.index][problem.choice], problem, problems);
                return;
        }
    }

  private:
    static void put_cell(const Sheet& sheet, const std::vector<Column>& columns, std::size_t row,
        const FormProblem& problem, Problems& problems) {
        if (const std::optional<std::size_t> column = column_of(columns, problem.column)) {
            problems.put_cell(sheet, row, *column, {problem.message, problem.instead});
        } else {
            problems.put_cell(sheet, row, problem.column, {problem.message, problem.instead});
        }
    }

    void put_form(const FormProblem& problem, Problems& problems) const {
        // A form of nothing but mistakes has no page either; that need not be said.
        if (problem.column == "type" && m_has_mistakes) return;
        // A column of labels whose header is wrong has been told.
        if (problem.column == "label" && m_has_wrong_header) return;
        const Sheet& settings = m_workbook.settings;
        const bool is_setting = problem.column == "form_id" || problem.column == "version" ||
                                problem.column == "default_language" ||
                                problem.column == "otk:direction";
        if (is_setting && settings.row_count() > 0) {
            problems.put_cell(settings, 0, problem.column, {problem.message, problem.instead});
        } else {
            const Sheet& sheet = is_setting ? settings : m_workbook.survey;
            problems.put(
                {sheet.name(), 0, {}, problem.column, "", {problem.message, problem.instead}});
        }
    }

    const Workbook& m_workbook;
    SurveyLayout m_survey;
    ChoicesLayout m_choices;
    bool m_has_mistakes;
    bool m_has_wrong_header;
};

/// A cell that could not be read leaves a gap in the form, and a check of the form would name the
/// same cell again: only what was found first is told.
void put_new(const std::vector<FormProblem>& found, const Locator& locator, Problems& problems) {
    Problems later;
    for (const FormProblem& problem : found)
        locator.put(problem, later);
    problems.leave_out(later.left_out_count());
    for (SheetProblem& problem : later.take_sorted()) {
        if (problems.names_cell(problem.sheet, problem.row, problem.header)) continue;
        problems.put(std::move(problem));
    }
}

Outcome outcome_of(form::Form form, Problems& problems) {
    if (problems.is_empty()) return Outcome{std::move(form), {}, 0};
    const std::size_t left_out = problems.left_out_count();
    return Outcome{std::nullopt, problems.take_sorted(), left_out};
}

}  // namespace

Outcome compile(const Workbook& workbook) {
    Problems problems = workbook.problems;
    form::Form form;
    if (!workbook.is_whole) return outcome_of(std::move(form), problems);
    const SettingsDefaults defaults{workbook.name, language_of_labels(workbook.survey)};
    read_settings(workbook.settings, defaults, form, problems);
    ChoicesLayout choices = read_choices(workbook.choices, form, problems);
    SurveyLayout survey = read_survey(workbook.survey, form, problems);
    form.languages = languages_of(form, survey.columns, choices.columns);
    const Locator locator(workbook, std::move(survey), std::move(choices), problems);
    put_new(form::problems_of(form), locator, problems);
    put_new(form::slips_of(form), locator, problems);
    return outcome_of(std::move(form), problems);
}

Result<Outcome> compile(const Path& source) {
    const Workbook workbook = OTK_TRY(read_workbook(source));
    return compile(workbook);
}

}  // namespace otk::xlsform
