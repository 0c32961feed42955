#include "core/xlsform/survey_reader.h"

#include <algorithm>
#include <utility>
#include <variant>

#include "core/base/format.h"
#include "core/form/words_of_form.h"
#include "core/xlsform/appearances.h"
#include "core/xlsform/survey_row.h"
#include "core/xlsform/types.h"

namespace otk::xlsform {
namespace {

constexpr std::string_view remove_column = "remove the column";

Refusal unsupported(std::string_view what) {
    return {format("{} not supported", what), std::string(remove_column)};
}

Refusal needless(std::string_view why) {
    return {std::string(why), std::string(remove_column)};
}

const ColumnRules& rules() {
    static const ColumnRules rules = {
        .plain = {"type", "name", "required", "relevant", "constraint", "calculation", "default",
            "read_only", "appearance", "parameters", "choice_filter", "body::otk:metric",
            "body::otk:from", "body::otk:on-timeout", "body::otk:idle", "body::otk:slip",
            "body::otk:smileys"},
        .translated = {"label", "hint", "media::image", "required_message", "constraint_message"},
        .aliases = {{"constraint_msg", "constraint_message"}, {"required_msg", "required_message"},
            {"body::appearance", "appearance"}, {"control::appearance", "appearance"},
            {"bind::required", "required"}, {"bind::relevant", "relevant"},
            {"bind::constraint", "constraint"}, {"bind::calculate", "calculation"},
            {"bind::readonly", "read_only"}, {"bind::jr:constraintmsg", "constraint_message"},
            {"bind::jr:requiredmsg", "required_message"}},
        .refused = {{"media::big-image", needless("a picture has one size")},
            {"media::audio", unsupported("sounds are")},
            {"media::video", unsupported("videos are")},
            {"autoplay", unsupported("sounds and videos are")},
            {"guidance_hint",
                {"nobody instructs a visitor", "write what a visitor reads into hint"}},
            {"trigger", needless("calculations follow their answers by themselves")},
            {"repeat_count", unsupported("repeats are")}, {"save_to", unsupported("entities are")},
            {"rows", {"the field takes what height there is", "write multiline into appearance"}},
            {"intent", needless("a kiosk calls no other program")},
            {"publishable", needless("what is published is decided on the server")},
            {"minimum_seconds", needless("nobody is made to wait")},
            {"sms_field", unsupported("text messages are")},
            {"bind::type", needless("the column type says it")},
            {"bind::jr:preload",
                {"the program fills its own values", "use start, end, today or body::otk:from"}},
            {"bind::jr:preloadparams",
                {"the program fills its own values", "use start, end, today or body::otk:from"}},
            {"bind::", unsupported("this property of a bind is")},
            {"body::otk:",
                {"there is no such column of ours",
                    "remove it; ours are metric, from, on-timeout, idle, slip and smileys"}},
            {"body::", unsupported("this property of a question is")},
            {"control::", unsupported("this property of a question is")},
            {"instance::", needless("a response has no further properties")}},
        .takes_extra = false};
    return rules;
}

/// A begin_group that has not ended yet.
struct OpenGroup {
    std::size_t row;
    std::size_t group;                ///< index into Form::groups
    std::optional<std::size_t> page;  ///< of the form: this group's own or that of one around it
    std::optional<std::size_t> matrix_list = {};  ///< choices of a head with the appearance label
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
        if (row.text("name").empty()) return;
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
        std::optional<std::size_t> page = current_page();
        const std::string appearance = row.text("appearance");
        if (appearance == "field-list" || appearance == "table-list") {
            begin_page(row,
                appearance == "field-list" ? form::PageKind::FieldList : form::PageKind::Matrix);
            if (!page) page = m_form.pages.size() - 1;
        } else {
            group.label = row.texts("label");
            refuse_what_is_of_pages(row, appearance);
        }
        m_form.groups.push_back(std::move(group));
        m_layout.group_rows.push_back(row.row());
        m_groups.push_back({.row = row.row(), .group = m_form.groups.size() - 1, .page = page});
    }

    static void refuse_what_is_of_pages(const SurveyRow& row, const std::string& appearance) {
        if (!appearance.empty()) {
            row.refuse("appearance", {format("a group has no appearance \"{}\"", appearance),
                                         "write field-list or table-list, or empty the cell"});
        }
        if (!row.texts("hint").is_empty()) {
            row.refuse("hint", {"the hint of a group is shown on its page only",
                                   "write field-list, or empty the hint"});
        }
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
            const std::string& group = m_form.groups[m_groups.back().group].name;
            const std::string name = row.text("name");
            if (!name.empty() && name != group) {
                row.refuse("name", {format("this end_group ends the group \"{}\"", group),
                                       format("write \"{}\", or empty the cell", group)});
            }
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

    /// True if the page is the innermost group's own.
    bool is_own_page() const {
        return m_groups.size() < 2 || m_groups[m_groups.size() - 2].page != m_groups.back().page;
    }

    // ---- questions ----

    void read_question(const SurveyRow& row, const RowType& type) {
        refuse_cells_without_meaning(row, type);
        form::Question question;
        question.name = row.text("name");
        question.kind = type.question;
        question.label = row.texts("label");
        question.hint = row.texts("hint");
        question.image = row.texts("media::image");
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
        if (form::traits_of(type.question).has_list) row.read_shuffle(question);
        question.list = list_named(row, type.list);
        const MatrixPart part = read_appearance(row, question);
        read_our_keys(row, question);
        if (!type.from.empty()) question.from = type.from;
        refuse_cells_without_partner(row, question);
        if (part != MatrixPart::None) join_matrix(row, question, part);
        put(row, std::move(question));
    }

    // ---- matrices in ODK's older spelling: a head with the appearance label, then lines with
    // list-nolabel ----

    enum class MatrixPart { None, Head, Line };

    MatrixPart read_appearance(const SurveyRow& row, form::Question& question) {
        MatrixPart part = MatrixPart::None;
        for (const std::string& word : row.words("appearance")) {
            if (word == "label") {
                part = MatrixPart::Head;
            } else if (word == "list-nolabel") {
                part = MatrixPart::Line;
            } else if (!form::add_word(question.appearance, word)) {
                refuse_appearance(row, word);
            }
        }
        return part;
    }

    /// "likert quick" of "likert, quick".
    static std::string with_spaces(std::string_view words) {
        std::string spaced;
        for (const char c : words) {
            const bool is_between = c == ',' || c == ';' || c == ' ';
            if (!is_between) spaced += c;
            if (is_between && !spaced.empty() && !spaced.ends_with(' ')) spaced += ' ';
        }
        while (spaced.ends_with(' '))
            spaced.pop_back();
        return spaced;
    }

    static void refuse_appearance(const SurveyRow& row, const std::string& word) {
        if (const std::optional<Refusal> refusal = refusal_of_appearance(word)) {
            row.refuse("appearance", *refusal);
            return;
        }
        if (word.find_first_of(",;") != std::string::npos) {
            row.refuse(
                "appearance", {"words stand with a space between, no comma",
                                  format("write \"{}\"", with_spaces(row.text("appearance")))});
            return;
        }
        if (word.starts_with("columns-")) {
            row.refuse("appearance", {format("there is no appearance \"{}\"", word),
                                         "write columns-1 to columns-9, or columns"});
            return;
        }
        row.refuse_word("appearance", word,
            {"likert", "quick", "multiline", "numbers", "no-buttons", "minimal", "printer",
                "columns", "columns-2", "columns-3", "label", "list-nolabel"});
    }

    void join_matrix(const SurveyRow& row, form::Question& question, MatrixPart part) {
        if (question.kind != form::QuestionKind::SelectOne) {
            row.refuse("appearance", {"label and list-nolabel make a matrix of select_one",
                                         "write select_one, or empty the cell"});
        } else if (!current_page() || !is_own_page()) {
            row.refuse("appearance", {"label and list-nolabel stand in a group that is a page",
                                         "write field-list into the group's appearance"});
        } else if (part == MatrixPart::Head) {
            become_head(row, question);
        } else if (!m_groups.back().matrix_list) {
            row.refuse("appearance", {"this matrix has no first row with the appearance label",
                                         "write one, or make the group a table-list"});
        } else if (question.list != m_groups.back().matrix_list) {
            row.refuse("type", {"the lines of a matrix have the list of its first row",
                                   "write the type of the first row"});
        }
    }

    /// The page becomes a matrix. Its head is no question any more: it names the choices, which a
    /// matrix does by itself, and its label is the page's.
    void become_head(const SurveyRow& row, form::Question& question) {
        form::Page& page = m_form.pages[*current_page()];
        if (!page.questions.empty()) {
            row.refuse("appearance", {"the row with the appearance label is not the first",
                                         "write it directly below begin_group"});
            return;
        }
        form::Texts& place = page.title.is_empty() ? page.title : page.hint;
        if (!place.is_empty()) {
            row.refuse("label", {"the group has a label and a hint already, and no third text",
                                    "empty the group's hint"});
        }
        place = question.label;
        page.kind = form::PageKind::Matrix;
        m_groups.back().matrix_list = question.list;
        question.kind = form::QuestionKind::Note;
        question.list.reset();
    }

    void read_our_keys(const SurveyRow& row, form::Question& question) {
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
        read_smileys(row, question);
    }

    /// How many faces a likert shows. It says what already holds, so nothing of it is stored: the
    /// scales of the regulations have five marks, and a figure over other faces would be another
    /// figure.
    static void read_smileys(const SurveyRow& row, const form::Question& question) {
        const std::optional<int> smileys = row.whole_number("body::otk:smileys");
        if (!smileys) return;
        if (*smileys != 5) {
            row.refuse("body::otk:smileys", {"there are five faces", "write 5 or empty the cell"});
        }
        if (!question.appearance.likert) {
            row.refuse("body::otk:smileys",
                {"only a likert has faces", "write likert into appearance or empty the cell"});
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
                {"type", "name", "label", "hint", "media::image", "relevant", "body::otk:idle"},
                "a note");
        } else if (type.question != form::QuestionKind::Range &&
                   !form::traits_of(type.question).has_list && !row.text("parameters").empty()) {
            row.refuse(
                "parameters", {"only a range and a select take parameters", "empty the cell"});
        }
    }

    /// A cell that means nothing without another one of its row. A partner that is filled and wrong
    /// is a problem of its own.
    static void refuse_cells_without_partner(const SurveyRow& row, const form::Question& question) {
        if (row.text("constraint").empty()) {
            row.refuse_texts("constraint_message", {"there is no constraint for this message",
                                                       "write the constraint, or empty the cell"});
        }
        if (row.says_no("required")) {
            row.refuse_texts(
                "required_message", {"the question is not required, so nobody reads this message",
                                        "write yes into required, or empty the cell"});
        }
        if (question.calculation && question.default_value && !keeps_its_value(question)) {
            row.refuse("default",
                {"the calculation replaces a default at once", "empty one of the two cells"});
        }
        const bool gets_value = !row.text("calculation").empty() || !row.text("default").empty();
        if (question.read_only && question.required && !gets_value) {
            row.refuse("required",
                {"a read_only question without calculation and default has never an answer, and "
                 "nobody could leave its page",
                    "write a calculation or a default, or empty the cell"});
        }
    }

    /// once() keeps what is there already: a default, too.
    static bool keeps_its_value(const form::Question& question) {
        const std::vector<std::string>& called = question.calculation->functions();
        return std::find(called.begin(), called.end(), "once") != called.end();
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
