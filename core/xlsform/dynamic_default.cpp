#include "core/xlsform/dynamic_default.h"

#include <algorithm>
#include <string>

#include "core/form/expression.h"
#include "core/form/function.h"
#include "core/form/syntax.h"

namespace otk::xlsform {
namespace {

using form::syntax::Arithmetic;
using form::syntax::Kind;
using form::syntax::Node;
using form::syntax::Operator;

bool is_function_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == ':';
}

/// `today() -`, `item(s)`: who writes so means a call, and what is wrong with it is told.
bool begins_like_call(std::string_view cell) {
    const std::size_t open = cell.find('(');
    if (open == std::string_view::npos || open == 0) return false;
    const std::string_view name = cell.substr(0, open);
    if (!std::all_of(name.begin(), name.end(), is_function_character)) return false;
    return cell.ends_with(')') || form::find_function(name) != nullptr;
}

/// A word of a text reads like a node's name: in "Минск - Брест" nothing is subtracted. Paths that
/// begin with / or .. are no words.
bool is_word(const Node& node) {
    return node.kind == Kind::Path && !node.is_absolute && node.children.empty() &&
           node.steps.front().axis != form::Axis::Parent;
}

/// What stands in an expression, as far as it tells a formula from a text.
struct Parts {
    bool has_call = false;  ///< written name(…)
    bool has_arithmetic = false;
    bool has_word = false;
    bool is_hyphenated = true;  ///< only numbers and minus signs
};

// NOLINTNEXTLINE(misc-no-recursion): Expression::depth_max
void look_at(const Node& node, std::string_view source, Parts& parts) {
    if (node.kind == Kind::Call) {
        const std::size_t end = node.position + node.text.size();
        parts.has_call = parts.has_call || (end < source.size() && source[end] == '(');
    }
    parts.has_word = parts.has_word || is_word(node);
    for (const Operator sign : node.operators) {
        parts.has_arithmetic = parts.has_arithmetic || std::holds_alternative<Arithmetic>(sign);
        parts.is_hyphenated = parts.is_hyphenated && sign == Operator(Arithmetic::Subtract);
    }
    const bool is_number = node.kind == Kind::Number || node.kind == Kind::Chain;
    parts.is_hyphenated = parts.is_hyphenated && is_number;
    for (const Node& child : node.children)
        look_at(child, source, parts);
}

}  // namespace

bool is_dynamic_default(std::string_view cell) {
    if (cell.find("${") != std::string_view::npos || begins_like_call(cell)) return true;
    const auto read = form::Expression::parse(cell, form::Refusal::WhenEvaluated);
    if (!read) return false;
    Parts parts;
    look_at(read->tree(), cell, parts);
    if (parts.has_call) return true;
    const bool is_one_word = parts.is_hyphenated && cell.find(' ') == std::string_view::npos;
    return parts.has_arithmetic && !parts.has_word && !is_one_word;
}

}  // namespace otk::xlsform
