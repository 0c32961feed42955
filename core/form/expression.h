#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/form/documents.h"
#include "core/form/environment.h"
#include "core/form/refusal.h"
#include "core/form/value.h"

namespace otk::form {

namespace syntax {
struct Node;
}

/// How much work evaluations may still do. A step is a part of an expression that is evaluated, a
/// node that is looked at, a comparison of two nodes, 16 bytes of a text that is read or made, a
/// hundred attempts of a pattern: some tens of nanoseconds each, so that steps bound the time.
struct StepBudget {
    /// Of one expression alone, and of all expressions that an answer evaluates together. A form of
    /// 100 questions and 300 expressions takes some ten thousand; what 500,000 take at worst is
    /// printed by bench_form.
    static constexpr std::size_t steps_max = 500'000;

    std::size_t left = steps_max;
};

/// What an expression is evaluated on. All of it outlives the evaluation.
struct Scope {
    const Documents& documents;
    const Environment& environment;
    NodeRef context;  ///< `.`; where a relative path begins
    /// current(): the node of the question, where the context is another (a choice that is
    /// filtered).
    NodeRef current;
    std::size_t position = 1;  ///< of the context among the nodes that are looked at
    std::size_t size = 1;      ///< of these
    /// Shared by all evaluations that belong together; null pointer: each has one of its own.
    StepBudget* budget = nullptr;

    static Scope at(NodeRef node, const Documents& documents, const Environment& environment) {
        return {documents, environment, node, node};
    }
};

/// An XPath 1.0 expression as XLSForm writes it, parsed once and immutable; copies share the tree,
/// so copying is cheap. Any thread may evaluate it.
///
/// An evaluation may fail: Unavailable if it takes more than its budget or a regular
/// expression gives up, InvalidInput if what is only known then is refused (an unknown function
/// under Refusal::WhenEvaluated, no node-set where one is wanted). Errors never hold a value.
class Expression {
  public:
    static constexpr std::size_t size_bytes_max = 4096;
    static constexpr int depth_max = 64;  ///< of nesting, so that no input exhausts the stack

    /// InvalidInput says what was expected at which character; its second and third line show the
    /// source with a caret under that place.
    static Result<Expression> parse(std::string_view source, Refusal refusal = Refusal::AtOnce);

    /// The expression whose value is this text (a `default` cell that is no expression).
    /// InvalidInput if it holds both kinds of quotation marks: XPath cannot write it.
    static Result<Expression> literal(std::string_view text);

    const std::string& source() const { return m_source; }
    const syntax::Node& tree() const { return *m_tree; }

    /// Names in `${…}`, each once, in the order of their first use.
    const std::vector<std::string>& questions() const { return m_questions; }
    /// Names of functions that are called, each once.
    const std::vector<std::string>& functions() const { return m_functions; }
    /// True if `.` stands in it, but for predicates: the answer that a constraint looks at.
    bool uses_self() const { return m_uses_self; }

    Result<Value> evaluate(const Scope& scope) const;
    Result<std::string> text(const Scope& scope) const;
    Result<double> number(const Scope& scope) const;
    Result<bool> truth(const Scope& scope) const;
    /// What is stored of a calculation: its text, but "" instead of NaN and the infinities, for
    /// what cannot be calculated is not answered.
    Result<std::string> stored_text(const Scope& scope) const;

    friend bool operator==(const Expression& a, const Expression& b) {
        return a.m_source == b.m_source;
    }

  private:
    Expression() = default;

    std::string m_source;
    std::shared_ptr<const syntax::Node> m_tree;
    std::vector<std::string> m_questions;
    std::vector<std::string> m_functions;
    bool m_uses_self = false;
};

}  // namespace otk::form
