#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/form/value.h"

namespace otk::form {

namespace syntax {
struct Node;
}

/// What an expression can see while it is evaluated. Texts stay valid during the evaluation.
class Scope {
  public:
    virtual ~Scope() = default;

    /// `${name}`: the answer, "" when it is empty or irrelevant; absent if there is no such question.
    virtual std::optional<std::string_view> answer(std::string_view question) const = 0;
    /// `.`: the value that is being checked.
    virtual std::string_view self() const = 0;
    /// A bare name: the column of the choice that is being filtered ("name" is the choice's own);
    /// absent where there is no choice.
    virtual std::optional<std::string_view> column(std::string_view name) const = 0;
};

/// An XPath 1.0 expression as XLSForm writes it, parsed once and immutable; copies share the tree,
/// so copying is cheap. Any thread may evaluate it.
class Expression {
  public:
    static constexpr std::size_t size_bytes_max = 4096;
    static constexpr int depth_max = 64;  ///< of nesting, so that no input exhausts the stack

    /// InvalidInput says what was expected at which character; its second and third line show the
    /// source with a caret under that place.
    static Result<Expression> parse(std::string_view source);

    /// The expression whose value is this text (a `default` cell that is no expression).
    /// InvalidInput if it holds both kinds of quotation marks: XPath cannot write it.
    static Result<Expression> literal(std::string_view text);

    /// True where both are; the source is "(a) and (b)".
    static Result<Expression> both(const Expression& a, const Expression& b);

    const std::string& source() const { return m_source; }

    /// Names in `${…}`, each once, in the order of their first use.
    const std::vector<std::string>& questions() const { return m_questions; }
    /// Bare names (columns of a choice list), each once.
    const std::vector<std::string>& columns() const { return m_columns; }
    bool uses_self() const { return m_uses_self; }

    Value evaluate(const Scope& scope) const;
    bool is_true(const Scope& scope) const { return to_boolean(evaluate(scope)); }

    friend bool operator==(const Expression& a, const Expression& b) {
        return a.m_source == b.m_source;
    }

  private:
    Expression() = default;

    std::string m_source;
    std::shared_ptr<const syntax::Node> m_tree;
    std::vector<std::string> m_questions;
    std::vector<std::string> m_columns;
    bool m_uses_self = false;
};

}  // namespace otk::form
