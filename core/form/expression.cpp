#include "core/form/expression.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/form/parser.h"
#include "core/form/syntax.h"

namespace otk::form {
namespace {

using syntax::Node;
using syntax::NodeKind;
using syntax::Operator;

Value evaluate(const Node& node, const Scope& scope);

double calculate(double left, Operator operation, double right) {
    switch (operation) {
        case Operator::Add: return left + right;
        case Operator::Subtract: return left - right;
        case Operator::Multiply: return left * right;
        case Operator::Divide: return left / right;
        case Operator::Modulo: return std::fmod(left, right);
        case Operator::Or:
        case Operator::And:
        case Operator::Equal:
        case Operator::NotEqual:
        case Operator::Less:
        case Operator::LessOrEqual:
        case Operator::Greater:
        case Operator::GreaterOrEqual: break;
    }
    OTK_UNREACHABLE();
}

Value apply(const Value& left, Operator operation, const Value& right) {
    switch (operation) {
        case Operator::Equal: return compare(left, Comparison::Equal, right);
        case Operator::NotEqual: return compare(left, Comparison::NotEqual, right);
        case Operator::Less: return compare(left, Comparison::Less, right);
        case Operator::LessOrEqual: return compare(left, Comparison::LessOrEqual, right);
        case Operator::Greater: return compare(left, Comparison::Greater, right);
        case Operator::GreaterOrEqual: return compare(left, Comparison::GreaterOrEqual, right);
        case Operator::Add:
        case Operator::Subtract:
        case Operator::Multiply:
        case Operator::Divide:
        case Operator::Modulo: return calculate(to_number(left), operation, to_number(right));
        case Operator::Or:
        case Operator::And: break;
    }
    OTK_UNREACHABLE();
}

/// `and` and `or` stop at the first operand that decides (XPath 1.0, 3.4).
Value evaluate_logic(const Node& chain, const Scope& scope) {  // NOLINT(misc-no-recursion): depth_max
    const bool deciding = chain.operators.front() == Operator::Or;
    for (const Node& operand : chain.children) {
        if (to_boolean(evaluate(operand, scope)) == deciding) return deciding;
    }
    return !deciding;
}

Value evaluate_chain(const Node& chain, const Scope& scope) {  // NOLINT(misc-no-recursion): depth_max
    const Operator first = chain.operators.front();
    if (first == Operator::Or || first == Operator::And) return evaluate_logic(chain, scope);
    Value value = evaluate(chain.children.front(), scope);
    for (std::size_t index = 0; index < chain.operators.size(); ++index) {
        value = apply(value, chain.operators[index], evaluate(chain.children[index + 1], scope));
    }
    return value;
}

Value evaluate_call(const Node& call, const Scope& scope) {  // NOLINT(misc-no-recursion): depth_max
    std::vector<Value> arguments;
    arguments.reserve(call.children.size());
    for (const Node& child : call.children) arguments.push_back(evaluate(child, scope));
    return call.function->call(arguments, scope);
}

/// The node-set of one node, or the empty one where there is nothing of that name.
NodeSet nodes_of(std::optional<std::string_view> text) {
    return text ? NodeSet{{std::string(*text)}} : NodeSet{};
}

Value evaluate(const Node& node, const Scope& scope) {  // NOLINT(misc-no-recursion): depth_max
    switch (node.kind) {
        case NodeKind::Number: return node.number;
        case NodeKind::Literal: return node.text;
        case NodeKind::Answer: return nodes_of(scope.answer(node.text));
        case NodeKind::Self: return nodes_of(scope.self());
        case NodeKind::Column: return nodes_of(scope.column(node.text));
        case NodeKind::Call: return evaluate_call(node, scope);
        case NodeKind::Negate:
            return node.number * to_number(evaluate(node.children.front(), scope));
        case NodeKind::Chain: return evaluate_chain(node, scope);
    }
    OTK_UNREACHABLE();
}

void put_once(std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

/// What a tree reads.
struct Reads {
    std::vector<std::string> questions;
    std::vector<std::string> columns;
    bool self = false;

    void add(const Node& node) {  // NOLINT(misc-no-recursion): depth_max
        if (node.kind == NodeKind::Answer) put_once(questions, node.text);
        if (node.kind == NodeKind::Column) put_once(columns, node.text);
        if (node.kind == NodeKind::Self) self = true;
        for (const Node& child : node.children) add(child);
    }
};

}  // namespace

Result<Expression> Expression::parse(std::string_view source) {
    Node tree = OTK_TRY(parse_expression(source));
    Reads reads;
    reads.add(tree);
    Expression expression;
    expression.m_source = source;
    expression.m_tree = std::make_shared<const Node>(std::move(tree));
    expression.m_questions = std::move(reads.questions);
    expression.m_columns = std::move(reads.columns);
    expression.m_uses_self = reads.self;
    return expression;
}

Result<Expression> Expression::literal(std::string_view text) {
    if (text.find('\'') == std::string_view::npos) return parse(format("'{}'", text));
    if (text.find('"') == std::string_view::npos) return parse(format("\"{}\"", text));
    return fail(ErrorKind::InvalidInput, "a text with both ' and \" cannot be written");
}

Result<Expression> Expression::both(const Expression& a, const Expression& b) {
    return parse(format("({}) and ({})", a.source(), b.source()));
}

Value Expression::evaluate(const Scope& scope) const {
    OTK_ASSERT(m_tree != nullptr);
    return form::evaluate(*m_tree, scope);
}

}  // namespace otk::form
