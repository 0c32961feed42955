#include "core/form/check.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "core/base/format.h"
#include "core/form/expression_check.h"
#include "core/form/form_json.h"
#include "core/form/graph.h"
#include "core/form/json_length.h"
#include "core/form/output.h"
#include "core/form/reads.h"

namespace otk::form {
namespace {

using Place = FormProblem::Place;

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
bool is_name_character(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

/// Question, list and form: what XML allows as a name, in ASCII.
bool is_name(std::string_view text) {
    return !text.empty() && text.size() <= FormLimits::name_bytes_max && is_letter(text.front()) &&
           std::all_of(text.begin(), text.end(), is_name_character);
}

/// A choice's name may begin with a digit; it may hold no space, which separates names.
bool is_choice_name(std::string_view text) {
    return !text.empty() && text.size() <= FormLimits::name_bytes_max &&
           std::all_of(text.begin(), text.end(), is_name_character);
}

constexpr const char* name_wanted =
    "write a name of latin letters, digits, _, - and . that begins with a letter";

std::string what_is_wrong_with(std::string_view name) {
    if (name.empty()) return "the name is missing";
    if (name.size() > FormLimits::name_bytes_max) {
        return format("the name is longer than {} letters", FormLimits::name_bytes_max);
    }
    if (name.find(' ') != std::string_view::npos) return "this name has a space";
    if (std::any_of(name.begin(), name.end(), [](char c) { return (c & 0x80) != 0; })) {
        return "this name has letters that are not latin";
    }
    return "this is no name";
}

/// One face a choice.
constexpr std::size_t likert_marks = 5;

/// What a bundle's folder and every file system can hold.
bool is_picture_name(std::string_view text) {
    constexpr std::string_view ending = ".png";
    if (!text.ends_with(ending) || text.size() > FormLimits::name_bytes_max) return false;
    const std::string_view stem = text.substr(0, text.size() - ending.size());
    return !stem.empty() && std::all_of(stem.begin(), stem.end(),
                                [](char c) { return is_name_character(c) && c != '.'; });
}

/// Collects the problems of one form; each function looks at one side of it.
class Check {
  public:
    explicit Check(const Form& form) : m_form(form), m_instance(form) {}

    std::vector<FormProblem> run() {
        check_form();
        check_lists();
        check_groups();
        for (std::size_t index = 0; index < m_form.questions.size(); ++index) {
            check_question(index);
            check_expressions(index);
        }
        check_pages();
        check_graph();
        return std::move(m_problems);
    }

  private:
    void put(FormProblem problem) { m_problems.push_back(std::move(problem)); }
    void put_form(std::string column, std::string message, std::string instead) {
        put({.column = std::move(column),
            .message = std::move(message),
            .instead = std::move(instead)});
    }
    void put_question(
        std::size_t index, std::string column, std::string message, std::string instead) {
        put({.place = Place::Question,
            .index = index,
            .column = std::move(column),
            .message = std::move(message),
            .instead = std::move(instead)});
    }

    // ---- the form's own ----

    void check_form() {
        if (!is_name(m_form.id)) put_form("form_id", what_is_wrong_with(m_form.id), name_wanted);
        if (m_form.version.empty() || m_form.version.size() > FormLimits::name_bytes_max) {
            put_form("version",
                m_form.version.empty() ? "the version is missing" : "the version is too long",
                "write the day and a number, for example 2026112201");
        }
        if (m_form.questions.empty())
            put_form("type", "the form has no question", "write one into the survey sheet");
        if (m_form.pages.empty())
            put_form("type", "the form has no page: every question is hidden",
                "add a question that a visitor sees");
        if (m_form.questions.size() > FormLimits::questions_max) {
            put_form("", format("more than {} questions", FormLimits::questions_max),
                "make two forms of it");
        }
        check_languages();
        check_direction();
        check_row_size();
    }

    void check_languages() {
        const std::vector<std::string>& languages = m_form.languages;
        if (languages.empty())
            put_form(
                "", "the form has no label in any language", "add the column label::Русский (ru)");
        if (languages.size() > FormLimits::languages_max)
            put_form("", format("more than {} languages", FormLimits::languages_max),
                "remove some columns");
        if (std::set<std::string>(languages.begin(), languages.end()).size() != languages.size()) {
            put_form("", "a language is named twice", "remove one of them");
        }
        if (std::find(languages.begin(), languages.end(), m_form.default_language) ==
            languages.end()) {
            put_form("default_language", "the form has no labels in its default language",
                "write one of the languages of the label columns");
        }
    }

    void check_direction() {
        const DirectionRule& rule = m_form.direction;
        if (rule.kind == DirectionRule::Kind::Fixed && !is_name(rule.value)) {
            put_form("otk:direction", "this is no direction's code",
                "write a code of letters, digits, _ and -, or by-answer:QUESTION, or by-question");
        }
        if (rule.kind != DirectionRule::Kind::ByAnswer) return;
        const std::optional<std::size_t> question = m_form.find(rule.value);
        if (!question || m_form.questions[*question].kind != QuestionKind::SelectOne) {
            put_form("otk:direction", format("there is no select_one question \"{}\"", rule.value),
                "write by-answer: and the name of a select_one question");
        }
    }

    /// A response that answers everything must fit into a row: names once in `asked`, once in
    /// `answers`, with their quotation marks, colons and commas; the values have their own bound.
    void check_row_size() {
        constexpr std::size_t names_bytes_max = 8192;
        std::size_t size_bytes = 0;
        for (const Question& question : m_form.questions) {
            size_bytes += 2 * json_length(question.name) + json_length("") + 3;
        }
        if (size_bytes > names_bytes_max) {
            put_form("", "the questions' names together are too long for one response",
                "write shorter names");
        }
    }

    // ---- texts ----

    /// A text that is there has every language of the form and no other.
    void check_texts(const Texts& texts, FormProblem where) {
        // Too many languages are told once; their texts would be a thousand problems more.
        if (m_form.languages.size() > FormLimits::languages_max) return;
        const std::string column = where.column;
        for (const std::string& language : m_form.languages) {
            const auto found = texts.by_language.find(language);
            where.column = column + "::" + language;
            if (found == texts.by_language.end() || found->second.empty()) {
                where.message = format("no text in the language {}", language);
                where.instead = "write it, or remove the text in every language";
                put(where);
            } else if (found->second.size() > FormLimits::text_bytes_max) {
                where.message = format("longer than {} bytes", FormLimits::text_bytes_max);
                where.instead = "write a shorter text";
                put(where);
            } else {
                check_outputs(found->second, where);
            }
        }
        for (const auto& [language, text] : texts.by_language) {
            if (std::find(m_form.languages.begin(), m_form.languages.end(), language) !=
                m_form.languages.end()) {
                continue;
            }
            where.column = column + "::" + language;
            where.message = format("the form has no language {}", language);
            where.instead = "write every text in it, or remove the column";
            put(where);
        }
    }
    void check_optional_texts(const Texts& texts, FormProblem where) {
        if (!texts.is_empty()) check_texts(texts, std::move(where));
    }

    /// `${name}` in a text is the answer of that question.
    void check_outputs(const std::string& text, FormProblem where) {
        const Result<std::vector<std::string_view>> names = outputs_in(text);
        if (!names) {
            where.message = names.error().context;
            where.instead = "write ${question}";
            return put(where);
        }
        for (const std::string_view name : *names) {
            if (m_form.find(name)) continue;
            where.message = format("there is no question ${{{}}}", name);
            where.instead = "write the name of one";
            put(where);
        }
    }

    /// A picture's languages are the form's; one without its own shows the default language's.
    void check_image(const Texts& image, FormProblem where) {
        if (image.is_empty()) return;
        const std::string column = where.column;
        for (const auto& [language, file] : image.by_language) {
            where.column = column + "::" + language;
            const bool is_known = std::find(m_form.languages.begin(), m_form.languages.end(),
                                      language) != m_form.languages.end();
            if (!is_known) {
                where.message = format("the form has no language {}", language);
                where.instead = "remove the column";
                put(where);
            } else if (!is_picture_name(file)) {
                where.message = "this is no name of a PNG file";
                where.instead = "write latin letters, digits, _ and -, then .png";
                put(where);
            }
        }
        if (image.by_language.contains(m_form.default_language)) return;
        where.column = column + "::" + m_form.default_language;
        where.message = "there is no picture in the default language";
        where.instead = "write one: it stands for all languages";
        put(where);
    }

    // ---- lists ----

    void check_lists() {
        if (m_instance.cells() > FormInstance::cells_max) {
            put_form("",
                format("the choice lists have more than {} cells", FormInstance::cells_max),
                "leave out columns or choices");
        }
        if (m_form.lists.size() > FormLimits::lists_max) {
            put_form("", format("more than {} choice lists", FormLimits::lists_max), "remove some");
        }
        std::set<std::string_view> names;
        for (std::size_t index = 0; index < m_form.lists.size(); ++index) {
            const ChoiceList& list = m_form.lists[index];
            if (!is_name(list.name) || !names.insert(list.name).second) {
                put({.place = Place::Choice,
                    .index = index,
                    .column = "list_name",
                    .message = what_is_wrong_with(list.name),
                    .instead = name_wanted});
            }
            check_choices(index);
        }
    }

    void check_choices(std::size_t list_index) {
        const ChoiceList& list = m_form.lists[list_index];
        if (list.choices.empty() || list.choices.size() > FormLimits::choices_max) {
            put({.place = Place::Choice,
                .index = list_index,
                .column = "list_name",
                .message = format("a list has 1 to {} choices", FormLimits::choices_max),
                .instead = "write fewer choices"});
        }
        std::set<std::string_view> names;
        for (std::size_t index = 0; index < list.choices.size(); ++index) {
            const Choice& choice = list.choices[index];
            FormProblem where{.place = Place::Choice,
                .index = list_index,
                .choice = index,
                .column = "name",
                .message = {}};
            if (!is_choice_name(choice.name)) {
                where.message = what_is_wrong_with(choice.name);
                where.instead = "write a name of latin letters, digits, _, - and .";
                put(where);
            } else if (!names.insert(choice.name).second) {
                where.message = format("the list has a choice \"{}\" already", choice.name);
                where.instead = "write another name";
                put(where);
            }
            if (choice.columns.size() > FormLimits::columns_max) {
                where.message = format("more than {} columns of its own", FormLimits::columns_max);
                where.instead = "remove some columns";
                put(where);
            }
            where.column = "label";
            where.instead.clear();
            check_texts(choice.label, where);
            where.column = "media::image";
            check_image(choice.image, where);
        }
    }

    // ---- groups ----

    void put_group(
        std::size_t index, std::string column, std::string message, std::string instead) {
        put({.place = Place::Group,
            .index = index,
            .column = std::move(column),
            .message = std::move(message),
            .instead = std::move(instead)});
    }

    void check_groups() {
        if (m_form.groups.size() > FormLimits::groups_max) {
            put_form(
                "", format("more than {} groups", FormLimits::groups_max), "make two forms of it");
        }
        for (std::size_t index = 0; index < m_form.groups.size(); ++index)
            check_group(index);
    }

    void check_group(std::size_t index) {
        const Group& group = m_form.groups[index];
        if (!is_name(group.name)) {
            put_group(index, "name", what_is_wrong_with(group.name), name_wanted);
        } else if (m_form.find_group(group.name) != index) {
            put_group(index, "name", format("there is a group \"{}\" already", group.name),
                "write a name of its own");
        }
        check_optional_texts(
            group.label, {.place = Place::Group, .index = index, .column = "label", .message = {}});
        if (group.relevant) {
            const NodeRef node = m_instance.group(index);
            const Standing standing{node, node, Standing::Use::Condition};
            if (const auto mistake = mistake_in(*group.relevant, m_instance, standing)) {
                put_group(index, "relevant", mistake->message, mistake->instead);
            }
        }
        std::size_t depth = 1;
        for (auto outer = group.parent; outer; outer = m_form.groups[*outer].parent)
            ++depth;
        if (depth > FormLimits::group_depth_max) {
            put_group(index, "type",
                format("groups stand more than {} deep in each other", FormLimits::group_depth_max),
                "join two of them into one");
        }
    }

    // ---- questions ----

    void check_question(std::size_t index) {
        const Question& question = m_form.questions[index];
        const KindTraits& traits = traits_of(question.kind);
        if (!is_name(question.name)) {
            put_question(index, "name", what_is_wrong_with(question.name), name_wanted);
        } else if (m_form.find(question.name) != index) {
            put_question(index, "name", format("there is a question \"{}\" already", question.name),
                "write another name");
        }
        const auto where = [index](std::string column) {
            return FormProblem{.place = Place::Question,
                .index = index,
                .column = std::move(column),
                .message = {}};
        };
        if (traits.is_shown) check_texts(question.label, where("label"));
        check_optional_texts(question.hint, where("hint"));
        check_optional_texts(question.required_message, where("required_message"));
        check_optional_texts(question.constraint_message, where("constraint_message"));
        if (traits.has_list != question.list.has_value()) {
            put_question(index, "type",
                traits.has_list ? "the list of choices is missing" : "only a select takes a list",
                traits.has_list ? "write the name of a list behind the type"
                                : "remove the list's name");
        }
        check_image(question.image, where("media::image"));
        if (!question.image.is_empty() && !traits.is_shown) {
            put_question(
                index, "media::image", "only what is shown has a picture", "empty the cell");
        }
        check_range(index);
        check_shuffle(index);
        check_metric(index);
        check_source(index);
        check_appearance(index);
        if (question.idle_s && (*question.idle_s < 5 || *question.idle_s > 600)) {
            put_question(
                index, "body::otk:idle", "too short or too long", "write 5 to 600 seconds");
        }
    }

    void check_range(std::size_t index) {
        const Question& question = m_form.questions[index];
        if (question.kind != QuestionKind::Range) return;
        const RangeBounds& range = question.range;
        const double steps = (range.end - range.start) / range.step;
        // A range is shown as keys side by side: more than a hundred are no choice for a finger.
        if (!(range.step > 0) || !(range.start < range.end) || !(steps <= 100) ||
            std::fabs(steps - std::round(steps)) > 1e-6) {
            put_question(index, "parameters",
                "the step does not lead from start to end in at most 100 steps",
                "write for example start=0 end=10 step=1");
        }
    }

    void check_shuffle(std::size_t index) {
        const Question& question = m_form.questions[index];
        if (question.randomize && !traits_of(question.kind).has_list) {
            put_question(
                index, "parameters", "only a select has choices to randomize", "empty the cell");
        }
        if (question.randomize && (question.appearance.likert || question.metric != Metric::None)) {
            put_question(index, "parameters", "the marks of a scale stand in their order",
                "remove randomize");
        }
        if (question.seed && !question.randomize) {
            put_question(
                index, "parameters", "a seed alone does nothing", "write randomize=true beside it");
        }
    }

    void check_metric(std::size_t index) {
        const Question& question = m_form.questions[index];
        const bool is_scale = question.kind == QuestionKind::Range && question.range.start == 0 &&
                              question.range.end == 10 && question.range.step == 1;
        // A select without its list has a problem of its own already.
        if (traits_of(question.kind).has_list && !question.list) return;
        switch (question.metric) {
            case Metric::None:
                return;
            case Metric::Nps:
                if (!is_scale) {
                    put_question(index, "body::otk:metric",
                        "nps is measured on a range from 0 to 10",
                        "write the type range with the parameters start=0 end=10 step=1");
                }
                return;
            case Metric::Csat:
            case Metric::Ces:
            case Metric::Csi:
                if (!has_marks(question)) {
                    put_question(index, "body::otk:metric",
                        format("{} is measured by five marks",
                            question.metric == Metric::Csat  ? "csat"
                            : question.metric == Metric::Ces ? "ces"
                                                             : "csi"),
                        "write the type select_one with a list of the choices 1, 2, 3, 4, 5");
                }
                return;
        }
    }

    bool has_marks(const Question& question) const {
        const ChoiceList* list = m_form.list_of(question);
        if (question.kind != QuestionKind::SelectOne) return false;
        constexpr std::string_view marks = "12345";
        if (list->choices.size() != marks.size()) return false;
        for (std::size_t index = 0; index < marks.size(); ++index) {
            if (list->choices[index].name != marks.substr(index, 1)) return false;
        }
        return true;
    }

    void check_source(std::size_t index) {
        const Question& question = m_form.questions[index];
        if (!question.from.empty()) {
            if (question.kind != QuestionKind::Hidden) {
                put_question(index, "body::otk:from",
                    "only a hidden question is filled by the program",
                    "write the type hidden, or empty the cell");
            }
            if (question.from != "channel" && question.from != "place" && question.from != "day") {
                put_question(index, "body::otk:from", "the program cannot fill this",
                    "write channel or place");
            }
        }
        if (question.kind == QuestionKind::Calculate && !question.calculation) {
            put_question(
                index, "calculation", "this calculate question has no calculation", "write it");
        }
        if (question.calculation && traits_of(question.kind).takes_answer && !question.read_only &&
            !question.appearance.printer) {
            put_question(index, "calculation", "a visitor's answer is not calculated",
                "write yes into read_only, or use default instead");
        }
    }

    void check_appearance(std::size_t index) {
        const Question& question = m_form.questions[index];
        const Appearance& appearance = question.appearance;
        const auto only = [&](bool wanted, bool allowed, std::string_view what) {
            if (wanted && !allowed) {
                put_question(
                    index, "appearance", std::string(what), "remove it, or change the type");
            }
        };
        const bool is_text = question.kind == QuestionKind::Text;
        const bool is_select = traits_of(question.kind).has_list;
        only(appearance.likert, question.kind == QuestionKind::SelectOne,
            "likert is for select_one");
        const ChoiceList* const marks = m_form.list_of(question);
        only(appearance.likert, marks == nullptr || marks->choices.size() == likert_marks,
            "likert shows five faces and needs five choices, the worst first");
        only(appearance.quick, question.kind == QuestionKind::SelectOne, "quick is for select_one");
        only(appearance.multiline, is_text, "multiline is for text");
        only(appearance.numbers, is_text, "numbers is for text");
        only(appearance.printer, is_text, "printer is for text");
        only(appearance.no_buttons || appearance.minimal || appearance.columns != 1, is_select,
            "no-buttons, minimal, columns and columns-N are for selects");
        if (!question.slip.empty() && !appearance.printer) {
            put_question(index, "body::otk:slip",
                "only a text with the appearance printer has a slip",
                "write printer into appearance, or empty the cell");
        }
        if (appearance.printer) check_printer(index);
    }

    /// A printer text is a template's slip or a QR code of its own, and takes no answer.
    void check_printer(std::size_t index) {
        const Question& question = m_form.questions[index];
        const bool has_slip = !question.slip.empty();
        if (has_slip && !is_name(question.slip)) {
            put_question(index, "body::otk:slip", "the slip has no such name",
                "write the name of the slip's template");
        }
        if (has_slip == question.calculation.has_value()) {
            put_question(index, "body::otk:slip",
                has_slip ? "this printer text has both a slip and a calculation"
                         : "this printer text has neither a slip nor a calculation",
                "write a slip's template here, or a calculation that makes <qrcode>…</qrcode>");
        }
        if (!question.calculation) return;
        std::string source = question.calculation->source();
        for (const std::string_view element : {"<qrcode>", "</qrcode>"}) {
            const std::size_t at = source.find(element);
            if (at == std::string::npos) {
                put_question(index, "calculation",
                    format("{} is missing: what is printed is one QR code", element),
                    "write concat('<qrcode>', …, '</qrcode>')");
                return;
            }
            source.erase(at, element.size());
        }
        for (std::size_t at = source.find('<'); at != std::string::npos;
             at = source.find('<', at + 1)) {
            const char next = at + 1 < source.size() ? source[at + 1] : ' ';
            if (next != '/' && !is_letter(next)) continue;
            put_question(index, "calculation", "no element besides one <qrcode> is printed",
                "write the words into the label");
            return;
        }
    }

    // ---- expressions ----

    void check_expressions(std::size_t index) {
        using Use = Standing::Use;
        const Question& question = m_form.questions[index];
        check_expression(index, "required", question.required, Use::Condition);
        check_expression(index, "relevant", question.relevant, Use::Condition);
        check_expression(index, "constraint", question.constraint, Use::Constraint);
        check_expression(index, "calculation", question.calculation, Use::Stored);
        check_expression(index, "default", question.default_value, Use::Stored);
        check_expression(index, "parameters", question.seed, Use::Condition);
        check_choice_filter(index);
        check_default(index);
    }

    void check_expression(std::size_t index, std::string_view column,
        const std::optional<Expression>& expression, Standing::Use use) {
        if (!expression) return;
        const NodeRef node = m_instance.question(index);
        if (const auto mistake = mistake_in(*expression, m_instance, {node, node, use})) {
            put_question(index, std::string(column), mistake->message, mistake->instead);
        }
    }

    void check_choice_filter(std::size_t index) {
        const Question& question = m_form.questions[index];
        if (!question.choice_filter) return;
        if (!question.list) {
            put_question(index, "choice_filter", "only a select has choices to filter",
                "empty the cell, or change the type");
            return;
        }
        if (m_form.lists[*question.list].choices.empty()) return;  // has a problem of its own
        const auto mistake = mistake_in(*question.choice_filter, m_instance,
            {m_instance.item(*question.list, 0), m_instance.question(index),
                Standing::Use::Filter});
        if (mistake) put_question(index, "choice_filter", mistake->message, mistake->instead);
    }

    /// A default that reads nothing is known now, so it must be an answer of its kind now.
    void check_default(std::size_t index) {
        const Question& question = m_form.questions[index];
        const bool has_its_list = traits_of(question.kind).has_list == question.list.has_value();
        if (!question.default_value || !has_its_list) return;
        const NodeRef node = m_instance.question(index);
        if (!reads_of(*question.default_value, m_instance, node, node).questions.empty()) return;
        const Environment nothing;
        const Result<std::string> value =
            question.default_value->text(Scope::at(node, m_instance.documents(), nothing));
        if (!value || value->empty()) return;  // what fails is told by check_expression
        const Result<std::string> accepted =
            traits_of(question.kind).accept(m_form, question, *value);
        if (!accepted)
            put_question(index, "default", accepted.error().context,
                "write a value that a visitor could give");
    }

    // ---- pages ----

    void check_pages() {
        std::vector<int> times(m_form.questions.size(), 0);
        for (std::size_t index = 0; index < m_form.pages.size(); ++index) {
            for (const std::size_t question : m_form.pages[index].questions)
                ++times[question];
            check_page(index);
        }
        for (std::size_t index = 0; index < times.size(); ++index) {
            const Question& question = m_form.questions[index];
            const bool has_page = traits_of(question.kind).is_shown && !question.appearance.printer;
            if (times[index] != (has_page ? 1 : 0)) {
                put_question(index, "",
                    has_page ? "the question stands on no page, or on two"
                             : "the question cannot stand on a page",
                    "build the form anew from its sheets");
            }
        }
    }

    void put_page(std::size_t index, std::string column, std::string message, std::string instead) {
        put({.place = Place::Page,
            .index = index,
            .column = std::move(column),
            .message = std::move(message),
            .instead = std::move(instead)});
    }

    void check_page(std::size_t index) {
        const Page& page = m_form.pages[index];
        if (!is_name(page.name))
            put_page(index, "name", what_is_wrong_with(page.name), name_wanted);
        if (page.questions.empty()) {
            put_page(index, "type", "the group has no question to show",
                "write one, or remove the group");
        }
        check_optional_texts(
            page.title, {.place = Place::Page, .index = index, .column = "label", .message = {}});
        check_optional_texts(
            page.hint, {.place = Place::Page, .index = index, .column = "hint", .message = {}});
        if (page.kind == PageKind::Single && page.questions.size() > 1) {
            put_page(
                index, "", "a single page has one question", "build the form anew from its sheets");
        }
        if (page.kind != PageKind::Single) check_page_of_group(index);
        if (page.kind == PageKind::Matrix) check_matrix(index);
    }

    /// A page of several questions is a group, and all of them stand inside it.
    void check_page_of_group(std::size_t index) {
        const Page& page = m_form.pages[index];
        const std::optional<std::size_t> wanted = m_form.find_group(page.name);
        if (!wanted) {
            put_page(index, "name", format("there is no group \"{}\"", page.name),
                "build the form anew from its sheets");
        }
        for (const std::size_t question : page.questions) {
            std::optional<std::size_t> group = m_form.questions[question].group;
            while (group && group != wanted)
                group = m_form.groups[*group].parent;
            if (!group && wanted) {
                put_question(question, "",
                    format("the question stands outside the group \"{}\"", page.name),
                    "build the form anew from its sheets");
            }
        }
    }

    void check_matrix(std::size_t index) {
        const Page& page = m_form.pages[index];
        if (page.title.is_empty())
            put_page(index, "label", "this table-list group has no label", "write one");
        std::optional<std::size_t> list;
        for (const std::size_t question : page.questions) {
            const Question& line = m_form.questions[question];
            if (line.kind == QuestionKind::Note) continue;  // words between the lines
            if (!list) list = line.list;
            if (line.kind != QuestionKind::SelectOne || line.list != list) {
                put_question(question, "type",
                    "the lines of a table-list are select_one of one list",
                    "write the type of the group's first line");
            }
            if (line.choice_filter) {
                put_question(question, "choice_filter",
                    "the lines of a table-list share their choices", "empty the cell");
            }
            if (line.randomize) {
                put_question(question, "parameters",
                    "the lines of a table-list share their choices", "empty the cell");
            }
        }
    }

    void check_graph() {
        const Result<Graph> graph = Graph::of(m_form);
        if (!graph) {
            put_form("relevant", graph.error().context, "take one of them out of the circle");
        }
    }

    const Form& m_form;
    const FormInstance m_instance;
    std::vector<FormProblem> m_problems;
};

}  // namespace

std::vector<FormProblem> problems_of(const Form& form) {
    return Check(form).run();
}

}  // namespace otk::form
