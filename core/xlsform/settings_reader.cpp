#include "core/xlsform/settings_reader.h"

#include <algorithm>

#include "core/base/format.h"
#include "core/form/words_of_form.h"
#include "core/xlsform/column.h"

namespace otk::xlsform {
namespace {

constexpr std::string_view by_answer = "by-answer:";
constexpr std::string_view by_question = "by-question";

const ColumnRules& rules() {
    static const ColumnRules rules = {.plain = {"form_id", "version", "default_language", "style",
                                          "namespaces", "otk:audience", "otk:direction"},
        .translated = {"form_title"},
        .aliases = {},
        .refused = {{"public_key",
                        {"keys come from the enrolment of a kiosk", "remove the column"}},
            {"submission_url",
                {"the server comes from the enrolment of a kiosk", "remove the column"}},
            {"auto_send", {"the program sends by itself", "remove the column"}},
            {"auto_delete", {"the program keeps and deletes by itself", "remove the column"}},
            {"instance_name", {"a response has no name", "remove the column"}},
            {"instance_xmlns", {"a response is no XML", "remove the column"}},
            {"name", {"a response is no XML and has no root to name", "remove the column"}},
            {"sms_keyword", {"text messages are not supported", "remove the column"}},
            {"clean_text_values",
                {"the white space around a cell is always cut off", "remove the column"}},
            {"entity_name", {"entities are not supported", "remove the column"}},
            {"allow_choice_duplicates", {"a choice has one name", "remove the column"}}},
        .takes_extra = false};
    return rules;
}

class SettingsReader {
  public:
    SettingsReader(
        const Sheet& sheet, const SettingsDefaults& defaults, form::Form& form, Problems& problems)
        : m_sheet(sheet), m_defaults(defaults), m_form(form), m_problems(problems) {}

    void read() {
        for (std::size_t row = 1; row < m_sheet.row_count(); ++row) {
            if (m_sheet.is_blank(row)) continue;
            m_problems.put_cell(
                m_sheet, row, "form_id", {"settings have one row", "remove this one"});
        }
        read_default_language();
        const std::vector<Column> columns =
            read_columns(m_sheet, rules(), m_form.default_language, m_problems);
        for (std::size_t column = 0; column < columns.size() && m_sheet.row_count() > 0; ++column) {
            if (columns[column].name != "form_title" || m_sheet.cell(0, column).empty()) continue;
            m_form.title.by_language[columns[column].language] = m_sheet.cell(0, column);
        }
        m_form.id = value_or("form_id", m_defaults.form_id);
        m_form.version = value_or("version", "1");
        read_style();
        read_namespaces();
        read_audience();
        read_direction();
    }

  private:
    std::string value(std::string_view header) const {
        const std::optional<std::size_t> column = m_sheet.find(header);
        return column && m_sheet.row_count() > 0 ? std::string(m_sheet.cell(0, *column))
                                                 : std::string();
    }
    std::string value_or(std::string_view header, std::string_view otherwise) const {
        const std::string written = value(header);
        return written.empty() ? std::string(otherwise) : written;
    }
    void put(std::string_view header, Refusal refusal) {
        m_problems.put_cell(m_sheet, 0, header, std::move(refusal));
    }

    void read_default_language() {
        const std::string text = value_or("default_language", m_defaults.language);
        const std::optional<std::string> code = language_code_in(text);
        if (!code) {
            put("default_language", refusal_of_language(text, ""));
        }
        const std::optional<std::string> meant = meant_language(text);
        m_form.default_language =
            code ? *code : (meant ? *language_code_in(*meant) : std::string("ru"));
    }

    void read_style() {
        const std::string style = value("style");
        if (style.find("theme-grid") != std::string::npos) {
            put("style",
                {"theme-grid lays out a sheet of paper, a kiosk has pages", "write pages"});
        } else if (!style.empty() && style != "pages") {
            put("style", {"there is no such style", "write pages or empty the cell"});
        }
    }

    /// Other programs want the prefix of our columns to be declared; it is the only one that we
    /// know.
    void read_namespaces() {
        const std::string namespaces = value("namespaces");
        const bool is_ours = namespaces.starts_with("otk=\"") && namespaces.ends_with('"') &&
                             std::count(namespaces.begin(), namespaces.end(), '"') == 2;
        if (!namespaces.empty() && !is_ours) {
            put("namespaces",
                {"only the prefix otk is known here", "write otk=\"ADDRESS\" or empty the cell"});
        }
    }

    void read_audience() {
        const std::optional<form::Audience> audience =
            form::audience_named(value_or("otk:audience", "external"));
        if (!audience) {
            put("otk:audience",
                {"there is no such audience", "write external (visitors) or internal (staff)"});
        }
        m_form.audience = audience.value_or(form::Audience::External);
    }

    void read_direction() {
        using Kind = form::DirectionRule::Kind;
        const std::string rule = value("otk:direction");
        if (rule == by_question) {
            m_form.direction = {Kind::ByQuestion, ""};
        } else if (rule.starts_with(by_answer)) {
            m_form.direction = {Kind::ByAnswer, rule.substr(by_answer.size())};
        } else {
            m_form.direction = {Kind::Fixed, rule};
        }
    }

    const Sheet& m_sheet;
    const SettingsDefaults& m_defaults;
    form::Form& m_form;
    Problems& m_problems;
};

}  // namespace

void read_settings(
    const Sheet& sheet, const SettingsDefaults& defaults, form::Form& form, Problems& problems) {
    SettingsReader(sheet, defaults, form, problems).read();
}

}  // namespace otk::xlsform
