#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/form/function.h"
#include "core/form/value.h"

namespace otk::form::syntax {

enum class NodeKind {
    Number,
    Literal,
    Answer,  ///< ${text}
    Self,    ///< .
    Column,  ///< text, a bare name
    Call,    ///< function(children…)
    Negate,  ///< -child
    Chain,   ///< children joined by operators of one precedence, from left to right
};

enum class Operator {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
};

/// A node of a parsed expression. A chain is flat, so that the depth of the tree is the nesting of
/// the source and not its length. (Location paths, predicates and unions join as further kinds.)
struct Node {
    NodeKind kind = NodeKind::Literal;
    std::size_t position = 0;  ///< byte in the source
    double number = 0;
    std::string text{};
    const Function* function = nullptr;
    std::vector<Node> children{};
    std::vector<Operator> operators{};  ///< Chain: one fewer than children
};

}  // namespace otk::form::syntax
