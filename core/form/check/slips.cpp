#include "core/base/format.h"
#include "core/form/check.h"
#include "core/form/lexer.h"
#include "core/form/outcomes.h"
#include "core/form/question_kinds.h"
#include "core/form/silent_slips.h"

namespace otk::form {
namespace {

using Place = FormProblem::Place;

/// Collects what is right and yet surely not meant.
class Slips {
  public:
    explicit Slips(const Form& form) : m_form(form) {}

    std::vector<FormProblem> find() {
        for (std::size_t index = 0; index < m_form.groups.size(); ++index)
            look_at({Place::Group, index, "relevant"}, m_form.groups[index].relevant);
        for (std::size_t index = 0; index < m_form.questions.size(); ++index)
            look_at_question(index);
        return std::move(m_found);
    }

  private:
    struct Cell {
        Place place;
        std::size_t index;
        std::string_view column;
    };

    void put(const Cell& cell, std::string message, std::string instead) {
        m_found.push_back({.place = cell.place,
            .index = cell.index,
            .column = std::string(cell.column),
            .message = std::move(message),
            .instead = std::move(instead)});
    }

    void look_at(const Cell& cell, const std::optional<Expression>& expression) {
        if (!expression) return;
        std::optional<Mistake> slip = silent_slip_in(*expression);
        if (slip) put(cell, std::move(slip->message), std::move(slip->instead));
    }

    void look_at_question(std::size_t index) {
        const Question& question = m_form.questions[index];
        const auto cell = [index](std::string_view column) {
            return Cell{Place::Question, index, column};
        };
        look_at(cell("required"), question.required);
        look_at(cell("relevant"), question.relevant);
        look_at(cell("constraint"), question.constraint);
        look_at(cell("parameters"), question.seed);
        look_at(cell("choice_filter"), question.choice_filter);
        look_at_position(cell("choice_filter"), question.choice_filter);
        look_at_stored(cell("calculation"), question.calculation);
        look_at_stored(cell("default"), question.default_value);
    }

    /// XPath takes a predicate that is a number for a place (2.4), a condition takes it for a
    /// truth.
    void look_at_position(const Cell& cell, const std::optional<Expression>& filter) {
        if (!filter || !is_always_number(filter->tree())) return;
        put(cell, "a number is no condition", format("write position() = {}", filter->source()));
    }

    void look_at_stored(const Cell& cell, const std::optional<Expression>& expression) {
        look_at(cell, expression);
        if (expression) look_at_outcomes(cell, *expression);
    }

    void look_at_outcomes(const Cell& cell, const Expression& expression) {
        const Question& question = m_form.questions[cell.index];
        if (traits_of(question.kind).has_list != question.list.has_value()) return;
        for (const syntax::Node* outcome : outcomes_of(expression.tree())) {
            const auto why = why_never_an_answer(*outcome, m_form, question);
            if (!why) continue;
            put_outcome(cell, expression, *outcome, *why);
            return;
        }
    }

    void put_outcome(const Cell& cell, const Expression& expression, const syntax::Node& outcome,
        const std::string& why) {
        const bool is_whole = &outcome == &expression.tree();
        const Failure shown = refuse_at(expression.source(), outcome.position, why);
        // A day that is calculated with is the number of its days.
        const bool is_days =
            m_form.questions[cell.index].kind == QuestionKind::Date && is_always_number(outcome);
        put(cell, is_whole ? why : shown.value().context,
            !is_days   ? "write a value that a visitor could give"
            : is_whole ? format("write date({})", expression.source())
                       : "write date(…) around what calculates with days");
    }

    const Form& m_form;
    std::vector<FormProblem> m_found;
};

}  // namespace

std::vector<FormProblem> slips_of(const Form& form) {
    return Slips(form).find();
}

}  // namespace otk::form
