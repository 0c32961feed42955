#include "core/form/outcomes.h"

#include <string_view>
#include <variant>

#include "core/form/question_kinds.h"
#include "core/form/value.h"

namespace otk::form {
namespace {

using syntax::Arithmetic;
using syntax::Kind;
using syntax::Node;
using Returns = Function::Returns;

// NOLINTNEXTLINE(misc-no-recursion): Expression::depth_max
void collect_outcomes(const Node& node, std::vector<const Node*>& outcomes) {
    const bool chooses = node.kind == Kind::Call && node.function != nullptr &&
                         node.function->returns == Returns::Chosen;
    if (!chooses) {
        outcomes.push_back(&node);
        return;
    }
    // The first argument of if() decides and is not chosen.
    for (std::size_t index = node.text == "if" ? 1 : 0; index < node.children.size(); ++index)
        collect_outcomes(node.children[index], outcomes);
}

/// What a part gives; absent if only its evaluation tells.
std::optional<Returns> given_by(const Node& node) {
    switch (node.kind) {
        case Kind::Number:
        case Kind::Negate:
            return Returns::Number;
        case Kind::Chain:
            return std::holds_alternative<Arithmetic>(node.operators.back()) ? Returns::Number
                                                                             : Returns::Truth;
        case Kind::Call:
            if (node.function == nullptr) return {};
            return node.function->returns;
        case Kind::Literal:
        case Kind::Answer:
        case Kind::Union:
        case Kind::Path:
            break;
    }
    return {};
}

bool takes_numbers(QuestionKind kind) {
    return kind == QuestionKind::Integer || kind == QuestionKind::Decimal ||
           kind == QuestionKind::Range;
}

/// Texts of what a part gives, of which an answer has to be one; none if nobody can say.
std::vector<std::string> samples_of(const Node& outcome, const Question& question) {
    const bool has_list = traits_of(question.kind).has_list;
    if (outcome.kind == Kind::Literal) return {outcome.text};
    if (outcome.kind == Kind::Number) return {text_from_number(outcome.number)};
    const std::optional<Returns> given = given_by(outcome);
    if (given == Returns::Truth) return {"true", "false"};
    // A choice may be called by any number or day; a number is one of many.
    if (given == Returns::Number && !has_list && !takes_numbers(question.kind)) return {"0"};
    if (given == Returns::Day && !has_list) return {"2000-01-01"};
    return {};
}

}  // namespace

std::vector<const Node*> outcomes_of(const Node& expression) {
    std::vector<const Node*> outcomes;
    collect_outcomes(expression, outcomes);
    return outcomes;
}

bool is_always_number(const Node& outcome) {
    return given_by(outcome) == Returns::Number;
}

std::optional<std::string> why_never_an_answer(
    const Node& outcome, const Form& form, const Question& question) {
    std::optional<std::string> why;
    for (const std::string& sample : samples_of(outcome, question)) {
        // No answer is always possible.
        if (sample.empty()) return {};
        const Result<std::string> accepted =
            traits_of(question.kind).accept(form, question, sample);
        if (accepted) return {};
        why = accepted.error().context;
    }
    return why;
}

}  // namespace otk::form
