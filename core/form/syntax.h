#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "core/form/axes.h"
#include "core/form/function.h"
#include "core/form/regular_expression.h"
#include "core/form/value.h"

namespace otk::form::syntax {

enum class Kind {
    Number,
    Literal,
    Answer,  ///< ${text}
    Call,    ///< function(children…); text is the name
    Negate,  ///< -child
    Chain,   ///< children joined by operators of one precedence, from left to right
    Union,   ///< children joined by |
    Path,    ///< steps from the context node, from the root or from the only child
};

enum class Logic { Or, And };
enum class Arithmetic { Add, Subtract, Multiply, Divide, Modulo };
/// Each operator says of which sort it is; who asks for one sort need not name the others.
using Operator = std::variant<Logic, Comparison, Arithmetic>;

/// Which nodes of an axis a step takes (XPath 1.0, 2.3).
struct NodeTest {
    enum class Kind {
        Name,         ///< name, prefix:name
        AnyName,      ///< *
        AnyOfPrefix,  ///< prefix:*
        Node,         ///< node()
        Text,         ///< text()
        Comment,      ///< comment()
        Instruction,  ///< processing-instruction('name'); without a name any
    };
    Kind kind = Kind::Node;
    std::string prefix{};
    std::string name{};
};

struct Node;

/// axis::test[predicate]…
struct Step {
    Axis axis = Axis::Child;
    NodeTest test{};
    std::size_t position = 0;      ///< byte in the source
    std::vector<Node> predicates;  ///< no initialiser: Node is not complete yet
};

/// A node of a parsed expression. Chains and paths are flat, so that the depth of the tree is the
/// nesting of the source and not its length.
struct Node {
    Kind kind = Kind::Literal;
    std::size_t position = 0;  ///< byte in the source
    double number = 0;
    std::string text{};
    const Function* function = nullptr;  ///< Call; null pointer: nothing has that name
    std::vector<Node> children{};
    std::vector<Operator> operators{};  ///< Chain: one fewer than children
    bool is_absolute = false;           ///< Path: begins at the root
    std::vector<Step> steps{};          ///< Path
    /// Path from a child, `(//a)[1]`: predicates on the child's whole node-set, before the steps.
    std::vector<Node> filters{};
    std::shared_ptr<const RegularExpression> pattern{};  ///< regex() with a literal pattern
};

}  // namespace otk::form::syntax
