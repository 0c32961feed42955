#include <algorithm>
#include <utility>

#include "core/base/format.h"
#include "core/base/nearest_word.h"
#include "core/form/findings/findings.h"
#include "core/form/syntax.h"
#include "core/form/words.h"

namespace otk::form {
namespace {

using syntax::Kind;
using syntax::Node;
using syntax::Operator;
using syntax::Step;

bool is_answer_itself(const Node& node) {
    return node.kind == Kind::Path && !node.is_absolute && node.children.empty() &&
           node.steps.size() == 1 && node.steps.front().axis == Axis::Self;
}

bool asks_if_equal(const Operator& sign) {
    return sign == Operator(Comparison::Equal) || sign == Operator(Comparison::NotEqual);
}

/// What an author meant who wrote a choice that is not there: the one with that label, else the
/// nearest name.
std::string choice_meant(const ChoiceList& list, const std::string& written) {
    std::vector<std::string_view> names;
    for (const Choice& choice : list.choices) {
        const auto& texts = choice.label.by_language;
        const bool is_label = std::any_of(texts.begin(), texts.end(),
            [&written](const auto& text) { return text.second == written; });
        if (is_label) return format("write '{}'", choice.name);
        names.push_back(choice.name);
    }
    const std::optional<std::string_view> nearest = nearest_word(written, names);
    return nearest ? format("write '{}'", *nearest) : "write the name of one of its choices";
}

/// Looks through one expression for choices that no list has.
class ChoicesNamed {
  public:
    ChoicesNamed(const Form& form, Finding cell, std::vector<Finding>& found)
        : m_form(form), m_cell(std::move(cell)), m_found(found) {}

    /// `own` is the question that `.` means; null pointer where it means something else.
    // NOLINTNEXTLINE(misc-no-recursion): Expression::depth_max
    void look_at(const Node& node, const Question* own) {
        if (node.kind == Kind::Chain && asks_if_equal(node.operators.front())) {
            look_at_pair(node.children[0], node.children[1], own);
            look_at_pair(node.children[1], node.children[0], own);
            look_at_whole(node.children[0], node.children[1], own);
            look_at_whole(node.children[1], node.children[0], own);
        }
        if (node.kind == Kind::Call && node.text == "selected") {
            look_at_pair(node.children[0], node.children[1], own);
        }
        for (const Node& child : node.children)
            look_at(child, own);
        for (const Node& filter : node.filters)
            look_at(filter, nullptr);
        for (const Step& step : node.steps) {
            for (const Node& predicate : step.predicates)
                look_at(predicate, nullptr);
        }
    }

  private:
    const Question* question_of(const Node& node, const Question* own) const {
        if (is_answer_itself(node)) return own;
        if (node.kind != Kind::Answer) return nullptr;
        const std::optional<std::size_t> found = m_form.find(node.text);
        return found ? &m_form.questions[*found] : nullptr;
    }

    void look_at_pair(const Node& answer, const Node& text, const Question* own) {
        const Question* question = question_of(answer, own);
        if (question == nullptr || text.kind != Kind::Literal) return;
        const ChoiceList* list = m_form.list_of(*question);
        if (list == nullptr) return;
        for (const std::string_view name : words_of(text.text)) {
            if (list->find(name) != nullptr) continue;
            put(Severity::Warning, "unknown-choice",
                format("\"{}\" is no choice of the list \"{}\": {}", text.text, list->name,
                    choice_meant(*list, text.text)));
            return;
        }
    }

    /// One choice beside an answer of several: they are equal where nothing else is chosen.
    void look_at_whole(const Node& answer, const Node& text, const Question* own) {
        const Question* question = question_of(answer, own);
        const bool takes_several =
            question != nullptr && question->kind == QuestionKind::SelectMultiple;
        if (!takes_several || text.kind != Kind::Literal) return;
        const ChoiceList* list = m_form.list_of(*question);
        if (list == nullptr || list->find(text.text) == nullptr) return;
        put(Severity::Note, "whole-answer",
            format("{} may have several choices and equals '{}' only where nothing else is chosen: "
                   "selected({}, '{}') asks whether it is among them",
                question->name, text.text,
                answer.kind == Kind::Answer ? format("${{{}}}", answer.text) : std::string("."),
                text.text));
    }

    void put(Severity severity, std::string_view rule, std::string message) {
        Finding finding = m_cell;
        finding.severity = severity;
        finding.rule = rule;
        finding.message = std::move(message);
        m_found.push_back(std::move(finding));
    }

    const Form& m_form;
    const Finding m_cell;
    std::vector<Finding>& m_found;
};

}  // namespace

std::vector<Finding> findings_of_choices(const Form& form) {
    std::vector<Finding> found;
    const auto look_at = [&](FormProblem::Place place, std::size_t index, std::string_view column,
                             const std::optional<Expression>& expression, const Question* own) {
        if (!expression) return;
        const Finding cell{.place = place, .index = index, .column = std::string(column)};
        ChoicesNamed(form, cell, found).look_at(expression->tree(), own);
    };
    for (std::size_t index = 0; index < form.groups.size(); ++index) {
        look_at(FormProblem::Place::Group, index, "relevant", form.groups[index].relevant, nullptr);
    }
    for (std::size_t index = 0; index < form.questions.size(); ++index) {
        const Question& question = form.questions[index];
        const auto look_at_cell = [&](std::string_view column,
                                      const std::optional<Expression>& expression,
                                      const Question* own = nullptr) {
            look_at(FormProblem::Place::Question, index, column, expression, own);
        };
        look_at_cell("required", question.required);
        look_at_cell("relevant", question.relevant);
        look_at_cell("constraint", question.constraint, &question);
        look_at_cell("calculation", question.calculation);
        look_at_cell("default", question.default_value);
        look_at_cell("choice_filter", question.choice_filter);
    }
    return found;
}

}  // namespace otk::form
