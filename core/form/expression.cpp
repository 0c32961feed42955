#include "core/form/expression.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/form/evaluation.h"
#include "core/form/parser.h"
#include "core/form/syntax.h"

namespace otk::form {
namespace {

using syntax::Kind;
using syntax::Node;
using syntax::Step;

void put_once(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

bool is_self(const Node& node) {
    return node.kind == Kind::Path && !node.is_absolute && node.children.empty() &&
           node.steps.size() == 1 && node.steps.front().axis == Axis::Self;
}

/// What a tree names.
struct Names {
    std::vector<std::string> questions;
    std::vector<std::string> functions;
    bool self = false;

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    void add(const Node& node, bool in_predicate = false) {
        if (node.kind == Kind::Answer) put_once(questions, node.text);
        if (node.kind == Kind::Call) put_once(functions, node.text);
        if (is_self(node) && !in_predicate) self = true;
        for (const Node& child : node.children)
            add(child, in_predicate);
        for (const Node& filter : node.filters)
            add(filter, true);
        for (const Step& step : node.steps) {
            for (const Node& predicate : step.predicates)
                add(predicate, true);
        }
    }
};

/// Evaluates and converts; a failure of either is the result's.
template <typename Converted, typename Convert>
Result<Converted> converted(const Node& tree, const Scope& scope, const Convert& convert) {
    Evaluation evaluation(scope);
    Converted result = convert(evaluation, evaluation.evaluate(tree));
    OTK_TRY(evaluation.outcome());
    return result;
}

}  // namespace

Result<Expression> Expression::parse(std::string_view source, Refusal refusal) {
    Node tree = OTK_TRY(parse_expression(source, refusal));
    Names names;
    names.add(tree);
    Expression expression;
    expression.m_source = source;
    expression.m_tree = std::make_shared<const Node>(std::move(tree));
    expression.m_questions = std::move(names.questions);
    expression.m_functions = std::move(names.functions);
    expression.m_uses_self = names.self;
    return expression;
}

Result<Expression> Expression::literal(std::string_view text) {
    if (text.find('\'') == std::string_view::npos) return parse(format("'{}'", text));
    if (text.find('"') == std::string_view::npos) return parse(format("\"{}\"", text));
    return fail(ErrorKind::InvalidInput, "a text with both ' and \" cannot be written");
}

Result<Value> Expression::evaluate(const Scope& scope) const {
    return converted<Value>(*m_tree, scope, [](Evaluation&, Value value) { return value; });
}

Result<std::string> Expression::text(const Scope& scope) const {
    return converted<std::string>(*m_tree, scope,
        [](Evaluation& evaluation, const Value& value) { return evaluation.text(value); });
}

Result<double> Expression::number(const Scope& scope) const {
    return converted<double>(*m_tree, scope,
        [](Evaluation& evaluation, const Value& value) { return evaluation.number(value); });
}

Result<bool> Expression::truth(const Scope& scope) const {
    return converted<bool>(*m_tree, scope,
        [](Evaluation& evaluation, const Value& value) { return evaluation.truth(value); });
}

Result<std::string> Expression::stored_text(const Scope& scope) const {
    return converted<std::string>(*m_tree, scope, [](Evaluation& evaluation, const Value& value) {
        const double* number = std::get_if<double>(&value);
        const bool is_no_answer = number != nullptr && !std::isfinite(*number);
        return is_no_answer ? std::string() : evaluation.text(value);
    });
}

}  // namespace otk::form
