#include "core/xlsform/survey_reader.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/format.h"
#include "core/form/words_of_form.h"
#include "core/xlsform/survey_row.h"
#include "core/xlsform/types.h"

namespace otk::xlsform {
namespace {

constexpr std::string_view remove_column = "remove the column";

Refusal unsupported(std::string_view what) {
    return {format("{} not supported", what), std::string(remove_column)};
}

const ColumnRules& rules() {
    static const ColumnRules rules = {
        .plain = {"type", "name", "required", "relevant", "constraint", "calculation", "default",
            "read_only", "appearance", "parameters", "choice_filter", "body::otk:metric",
            "body::otk:from", "body::otk:on-timeout", "body::otk:idle", "body::otk:slip"},
        .translated = {"label", "hint", "required_message", "constraint_message"},
        .refused = {{"media::image", unsupported("pictures are")},
            {"media::audio", unsupported("sounds are")},
            {"media::video", unsupported("videos are")},
            {"body::otk:smileys", unsupported("this is")},
            {"guidance_hint",
                {"nobody instructs a visitor", "write what a visitor reads into hint"}},
            {"trigger",
                {"calculations follow their answers by themselves", std::string(remove_column)}},
            {"repeat_count", unsupported("repeats are")}, {"save_to", unsupported("entities are")}},
        .takes_extra = false};
    return rules;
}

/// A begin_group that has not ended yet.
struct OpenGroup {
    std::size_t row;
    std::size_t group;                ///< index into Form::groups
    std::optional<std::size_t> page;  ///< of the form: this group's own or that of one around it
};

class SurveyReader {
  public:
    SurveyReader(const Sheet& sheet, form::Form& form, Problems& problems)
        : m_sheet(sheet), m_form(form), m_problems(problems) {}

    SurveyLayout read() {
        m_layout.columns = read_columns(m_sheet, rules(), m_form.default_language, m_problems);
        if (!find_column(m_layout.columns, "type") || !find_column(m_layout.columns, "name")) {
            m_problems.put_sheet(m_sheet, {"the sheet has no column type or no column name",
                                              "write both into its first row"});
            return std::move(m_layout);
        }
        for (std::size_t row = 0; row < m_sheet.row_count(); ++row) {
            if (!m_sheet.is_blank(row))
                read_row(SurveyRow(m_sheet, m_layout.columns, row, m_problems));
        }
        for (const OpenGroup& group : m_groups) {
            m_problems.put_cell(m_sheet, group.row, "type",
                {"this group does not end", "write end_group below its last question"});
        }
        return std::move(m_layout);
    }

  private:
    void read_row(const SurveyRow& row) {
        const std::variant<RowType, Refusal> read = read_type(row.text("type"));
        const RowType* type = std::get_if<RowType>(&read);
        if (type == nullptr) {
            row.refuse("type", std::get<Refusal>(read));
            remember_broken_question(row);
            return;
        }
        switch (type->kind) {
            case RowType::Kind::BeginGroup:
                begin_group(row);
                return;
            case RowType::Kind::EndGroup:
                end_group(row);
                return;
            case RowType::Kind::Question:
                read_question(row, *type);
                return;
        }
    }

    /// Others may refer to a question whose own row is wrong: one mistake, one problem.
    void remember_broken_question(const SurveyRow& row) {
        form::Question question;
        question.kind = form::QuestionKind::Hidden;
        question.name = row.text("name");
        question.group = current_group();
        m_form.questions.push_back(std::move(question));
        m_layout.question_rows.push_back(row.row());
    }

    // ---- groups ----

    void begin_group(const SurveyRow& row) {
        row.allow_only({"type", "name", "label", "hint", "relevant", "appearance"}, "a group");
        form::Group group;
        group.name = row.text("name");
        group.relevant = row.expression("relevant");
        group.parent = current_group();
        m_form.groups.push_back(std::move(group));
        m_layout.group_rows.push_back(row.row());
        std::optional<std::size_t> page = current_page();
        const std::string appearance = row.text("appearance");
        if (appearance == "field-list" || appearance == "table-list") {
            begin_page(row, appearance == "field-list" ? form::PageKind::FieldList : form::PageKind::Matrix);
            if (!page) page = m_form.pages.size() - 1;
        } else if (!appearance.empty()) {
            row.refuse("appearance", {"a group has no such appearance",
                                         "write field-list or table-list, or empty the cell"});
        } else if (!row.texts("label").is_empty() || !row.texts("hint").is_empty()) {
            row.refuse("appearance", {"label and hint of a group are shown on a page only",
                                         "write field-list, or empty label and hint"});
        }
        m_groups.push_back({row.row(), m_form.groups.size() - 1, page});
    }

    void begin_page(const SurveyRow& row, form::PageKind kind) {
        if (current_page()) {
            row.refuse("appearance", {"a page inside a page is not supported",
                                         "empty the cell, or end the outer group before"});
            return;
        }
        form::Page page;
        page.kind = kind;
        page.name = row.text("name");
        page.title = row.texts("label");
        page.hint = row.texts("hint");
        m_form.pages.push_back(std::move(page));
        m_layout.page_rows.push_back(row.row());
    }

    void end_group(const SurveyRow& row) {
        row.allow_only({"type", "name"}, "an end_group");
        if (m_groups.empty()) {
            row.refuse("type", {"there is no begin_group for this end_group", "remove the row"});
        } else {
            m_groups.pop_back();
        }
    }

    std::optional<std::size_t> current_group() const {
        if (m_groups.empty()) return {};
        return m_groups.back().group;
    }
    std::optional<std::size_t> current_page() const {
        return m_groups.empty() ? std::nullopt : m_groups.back().page;
    }

    // ---- questions ----

    void read_question(const SurveyRow& row, const RowType& type) {
        refuse_cells_without_meaning(row, type);
        form::Question question;
        question.name = row.text("name");
        question.kind = type.question;
        question.label = row.texts("label");
        question.hint = row.texts("hint");
        question.required_message = row.texts("required_message");
        question.constraint_message = row.texts("constraint_message");
        question.required = row.condition("required");
        question.relevant = row.expression("relevant");
        question.constraint = row.expression("constraint");
        question.calculation = row.expression("calculation");
        question.default_value = row.beginning("default");
        question.choice_filter = row.expression("choice_filter");
        question.read_only = row.flag("read_only");
        if (type.question == form::QuestionKind::Range) question.range = row.range();
        question.list = list_named(row, type.list);
        read_our_keys(row, question);
        if (!type.from.empty()) question.from = type.from;
        put(row, std::move(question));
    }

    void read_our_keys(const SurveyRow& row, form::Question& question) {
        for (const std::string& word : row.words("appearance")) {
            if (form::add_word(question.appearance, word)) continue;
            row.refuse_word("appearance", word,
                {"likert", "quick", "multiline", "numbers", "no-buttons", "minimal", "printer",
                    "columns-2", "columns-3"});
        }
        question.metric = row.enumerator("body::otk:metric", form::metric_named, form::Metric::None,
            {"csat", "nps", "ces", "csi"});
        question.on_timeout = row.enumerator("body::otk:on-timeout", form::on_timeout_named,
            form::OnTimeout::Keep, {"keep", "drop"});
        question.from = row.text("body::otk:from");
        question.slip = row.text("body::otk:slip");
        question.idle_s = row.whole_number("body::otk:idle");
        if (question.from == "day") {
            row.refuse(
                "body::otk:from", {"the program fills no day here", "write channel or place"});
        }
    }

    /// Nothing that an author writes is ever ignored: a cell that this type has no use for is
    /// wrong.
    void refuse_cells_without_meaning(const SurveyRow& row, const RowType& type) const {
        if (!type.from.empty()) {
            row.allow_only({"type", "name"}, row.text("type"));
        } else if (!form::traits_of(type.question).is_shown) {
            row.allow_only({"type", "name", "relevant", "calculation", "default", "body::otk:from"},
                row.text("type"));
        } else if (type.question == form::QuestionKind::Note) {
            row.allow_only(
                {"type", "name", "label", "hint", "relevant", "body::otk:idle"}, "a note");
        } else if (type.question != form::QuestionKind::Range && !row.text("parameters").empty()) {
            row.refuse("parameters", {"only a range takes parameters", "empty the cell"});
        }
    }

    std::optional<std::size_t> list_named(const SurveyRow& row, const std::string& name) const {
        if (name.empty()) return {};
        std::vector<std::string_view> known;
        for (std::size_t index = 0; index < m_form.lists.size(); ++index) {
            if (m_form.lists[index].name == name) return index;
            known.push_back(m_form.lists[index].name);
        }
        row.refuse(
            "type", {format("the choices sheet has no list \"{}\"", name),
                        write_nearest(name, known, "write the list there, or the name of one")});
        return {};
    }

    /// Puts the question into its group and onto the page of it or onto one of its own.
    void put(const SurveyRow& row, form::Question question) {
        const std::size_t index = m_form.questions.size();
        const bool is_hidden =
            !form::traits_of(question.kind).is_shown || question.appearance.printer;
        const std::optional<std::size_t> page = current_page();
        question.group = current_group();
        if (page && !is_hidden) {
            m_form.pages[*page].questions.push_back(index);
        } else if (!is_hidden) {
            form::Page own;
            own.name = question.name;
            own.questions = {index};
            m_form.pages.push_back(std::move(own));
            m_layout.page_rows.push_back(row.row());
        }
        m_form.questions.push_back(std::move(question));
        m_layout.question_rows.push_back(row.row());
    }

    const Sheet& m_sheet;
    form::Form& m_form;
    Problems& m_problems;
    SurveyLayout m_layout;
    std::vector<OpenGroup> m_groups;
};

}  // namespace

SurveyLayout read_survey(const Sheet& sheet, form::Form& form, Problems& problems) {
    return SurveyReader(sheet, form, problems).read();
}

}  // namespace otk::xlsform
