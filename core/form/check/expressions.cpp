#include <cmath>

#include "core/base/format.h"
#include "core/form/check/check_sides.h"
#include "core/form/question_kinds.h"
#include "core/form/reads.h"
#include "core/form/value.h"

namespace otk::form {

void Check::check_expressions(std::size_t index) {
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

void Check::check_expression(std::size_t index, std::string_view column,
    const std::optional<Expression>& expression, Standing::Use use) {
    if (!expression) return;
    const NodeRef node = m_instance.question(index);
    if (const auto mistake = mistake_in(*expression, m_instance, {node, node, use})) {
        put_question(index, std::string(column), mistake->message, mistake->instead);
    }
}

void Check::check_choice_filter(std::size_t index) {
    const Question& question = m_form.questions[index];
    if (!question.choice_filter) return;
    if (!question.list) {
        put_question(index, "choice_filter", "only a select has choices to filter",
            "empty the cell, or change the type");
        return;
    }
    if (m_form.lists[*question.list].choices.empty()) return;  // has a problem of its own
    const auto mistake = mistake_in(*question.choice_filter, m_instance,
        {m_instance.item(*question.list, 0), m_instance.question(index), Standing::Use::Filter});
    if (mistake) put_question(index, "choice_filter", mistake->message, mistake->instead);
}

void Check::check_default(std::size_t index) {
    const Question& question = m_form.questions[index];
    const bool has_its_list = traits_of(question.kind).has_list == question.list.has_value();
    if (!question.default_value || !has_its_list) return;
    const NodeRef node = m_instance.question(index);
    if (!reads_of(*question.default_value, m_instance, node, node).questions.empty()) return;
    const Environment nothing;
    const Result<std::string> value =
        question.default_value->text(Scope::at(node, m_instance.documents(), nothing));
    if (!value || value->empty()) return;  // what fails is told by check_expression
    const Result<std::string> accepted = traits_of(question.kind).accept(m_form, question, *value);
    const bool is_date = question.kind == QuestionKind::Date;
    // Without a clock a calculation with today() is NaN here; in a visit it may be an answer.
    const bool is_unknown = *value == "NaN";
    if (accepted || (is_unknown && !is_date)) return;
    // A day that is calculated with is the number of its days.
    const bool is_number = is_unknown || !std::isnan(number_from_text(*value));
    put_question(index, "default", accepted.error().context,
        is_date && is_number ? format("write date({})", question.default_value->source())
                             : "write a value that a visitor could give");
}

}  // namespace otk::form
