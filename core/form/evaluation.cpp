#include "core/form/evaluation.h"

#include <cmath>
#include <limits>
#include <utility>

#include "core/base/assert.h"
#include "core/base/format.h"
#include "core/form/arguments.h"
#include "core/form/parser.h"

namespace otk::form {
namespace {

using syntax::Arithmetic;
using syntax::Kind;
using syntax::Logic;
using syntax::Node;
using syntax::Operator;

constexpr double not_a_number = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t text_bytes_per_step = 16;

double calculate(double left, Arithmetic operation, double right) {
    switch (operation) {
        case Arithmetic::Add:
            return left + right;
        case Arithmetic::Subtract:
            return left - right;
        case Arithmetic::Multiply:
            return left * right;
        case Arithmetic::Divide:
            return left / right;
        case Arithmetic::Modulo:
            return std::fmod(left, right);
    }
    OTK_UNREACHABLE();
}

std::size_t size_of(const Value& value) {
    const NodeSet* nodes = std::get_if<NodeSet>(&value);
    return nodes == nullptr ? 1 : nodes->size();
}

}  // namespace

Result<void> Evaluation::outcome() const {
    if (m_refusal) return tl::make_unexpected(*m_refusal);
    return {};
}

Value Evaluation::refuse(ErrorKind kind, std::string what) {
    if (!m_refusal) m_refusal = Error{kind, std::move(what)};
    return std::string();
}

bool Evaluation::spend(std::size_t steps) {
    if (m_refusal) return false;
    if (steps <= m_budget.left) {
        m_budget.left -= steps;
        return true;
    }
    refuse(ErrorKind::Unavailable,
        format("the expressions take more than {} steps", StepBudget::steps_max));
    return false;
}

/// The string-value of an element is made of all that is below it.
std::size_t Evaluation::steps_to_read(NodeRef node) const {
    const Tree& tree = documents().tree_of(node);
    const NodeId end = tree.end(node.node);
    std::size_t bytes = 0;
    for (NodeId id = node.node; id < end; ++id)
        bytes += tree.text(id).size();
    return 1 + (end - node.node) / nodes_per_step + bytes / text_bytes_per_step;
}

std::size_t Evaluation::steps_to_read(const Value& value) const {
    if (const std::string* text = std::get_if<std::string>(&value)) {
        return 1 + text->size() / text_bytes_per_step;
    }
    const NodeSet* nodes = std::get_if<NodeSet>(&value);
    if (nodes == nullptr) return 1;
    std::size_t steps = 1;
    for (const NodeRef node : *nodes)
        steps += steps_to_read(node);
    return steps;
}

bool Evaluation::truth(const Value& value) {
    const NodeSet* nodes = std::get_if<NodeSet>(&value);
    const bool is_read = nodes != nullptr && nodes->size() == 1;
    if (is_read && !spend(steps_to_read(nodes->front()))) return false;
    return m_convert.truth(value);
}

double Evaluation::number(const Value& value) {
    if (std::holds_alternative<double>(value)) return std::get<double>(value);
    const NodeSet* nodes = std::get_if<NodeSet>(&value);
    const bool has_nodes = nodes != nullptr && !nodes->empty();
    const std::size_t steps =
        has_nodes ? nodes->size() + steps_to_read(nodes->front()) : steps_to_read(value);
    return spend(steps) ? m_convert.number(value) : not_a_number;
}

double Evaluation::number_of(std::string_view text) {
    return spend(1 + text.size() / text_bytes_per_step) ? m_convert.number_of(text) : not_a_number;
}

std::string Evaluation::text(const Value& value) {
    const NodeSet* nodes = std::get_if<NodeSet>(&value);
    const bool has_nodes = nodes != nullptr && !nodes->empty();
    if (has_nodes && !spend(nodes->size() + steps_to_read(nodes->front()))) return {};
    std::string scratch;
    const std::string_view view = m_convert.view(value, scratch);
    if (!has_nodes && !spend(view.size() / text_bytes_per_step)) return {};
    return scratch.data() == view.data() ? std::move(scratch) : std::string(view);
}

std::string Evaluation::text_of(NodeRef node) {
    return text(Value(NodeSet(node)));
}

bool Evaluation::compare(const Value& left, Comparison comparison, const Value& right) {
    const bool has_nodes =
        std::holds_alternative<NodeSet>(left) || std::holds_alternative<NodeSet>(right);
    const std::size_t steps = has_nodes
                                  ? steps_to_read(left) * size_of(right) + steps_to_read(right)
                                  : steps_to_read(left) + steps_to_read(right);
    if (!spend(steps)) return false;
    return m_convert.compare(left, comparison, right);
}

Value Evaluation::apply(const Value& left, Operator operation, const Value& right) {
    if (const Comparison* comparison = std::get_if<Comparison>(&operation)) {
        return compare(left, *comparison, right);
    }
    return calculate(number(left), std::get<Arithmetic>(operation), number(right));
}

/// `and` and `or` stop at the first operand that decides (XPath 1.0, 3.4).
// NOLINTNEXTLINE(misc-no-recursion): depth_max
Value Evaluation::evaluate_logic(const Node& chain, const Context& context) {
    const bool deciding = chain.operators.front() == Operator(Logic::Or);
    for (const Node& operand : chain.children) {
        if (truth(evaluate(operand, context)) == deciding) return deciding;
    }
    return !deciding;
}

// NOLINTNEXTLINE(misc-no-recursion): depth_max
Value Evaluation::evaluate_chain(const Node& chain, const Context& context) {
    const bool is_logic = std::holds_alternative<Logic>(chain.operators.front());
    if (is_logic) return evaluate_logic(chain, context);
    Value value = evaluate(chain.children.front(), context);
    for (std::size_t index = 0; index < chain.operators.size(); ++index) {
        value = apply(value, chain.operators[index], evaluate(chain.children[index + 1], context));
    }
    return value;
}

// NOLINTNEXTLINE(misc-no-recursion): depth_max
Value Evaluation::evaluate_call(const Node& call, const Context& context) {
    if (call.function == nullptr) {
        return refuse(ErrorKind::InvalidInput, format("there is no function {}()", call.text));
    }
    std::string mistake = mistake_in_count(*call.function, call.children.size());
    if (!mistake.empty()) return refuse(ErrorKind::InvalidInput, std::move(mistake));
    Arguments arguments(*this, call, context);
    return call.function->call(arguments);
}

// NOLINTNEXTLINE(misc-no-recursion): depth_max
Value Evaluation::evaluate_union(const Node& all, const Context& context) {
    NodeSet nodes;
    for (const Node& child : all.children) {
        const Value value = evaluate(child, context);
        const NodeSet* more = std::get_if<NodeSet>(&value);
        if (more == nullptr)
            return refuse(ErrorKind::InvalidInput, "| joins questions, not values");
        nodes.append(*more);
    }
    nodes.sort();
    return nodes;
}

/// A question that is not there has no node: the form was refused for it, so nobody relies on that.
Value Evaluation::answer(const std::string& question) {
    const auto found = documents().questions.find(question);
    return found == documents().questions.end() ? NodeSet() : NodeSet(found->second);
}

// NOLINTNEXTLINE(misc-no-recursion): depth_max
Value Evaluation::evaluate(const Node& tree, const Context& context) {
    if (!spend(1)) return std::string();
    switch (tree.kind) {
        case Kind::Number:
            return tree.number;
        case Kind::Literal:
            return tree.text;
        case Kind::Answer:
            return answer(tree.text);
        case Kind::Call:
            return evaluate_call(tree, context);
        case Kind::Negate:
            return tree.number * number(evaluate(tree.children.front(), context));
        case Kind::Chain:
            return evaluate_chain(tree, context);
        case Kind::Union:
            return evaluate_union(tree, context);
        case Kind::Path:
            return evaluate_path(tree, context);
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::form
