#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/form/conversion.h"
#include "core/form/expression.h"
#include "core/form/syntax.h"
#include "core/form/value.h"

namespace otk::form {

/// Where an expression or a predicate is evaluated (XPath 1.0, chapter 1).
struct Context {
    NodeRef node{};
    std::size_t position = 1;
    std::size_t size = 1;
};

/// One evaluation of one expression. The first refusal stops it: what is computed after that is
/// thrown away, so the functions need not look. Lives as long as the call that asked for it.
class Evaluation {
  public:
    explicit Evaluation(const Scope& scope)
        : m_scope(scope),
          m_convert(scope.documents, scope.environment),
          m_budget(scope.budget == nullptr ? m_own_budget : *scope.budget) {}
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;
    ~Evaluation() = default;

    Value evaluate(const syntax::Node& tree) {
        return evaluate(tree, {m_scope.context, m_scope.position, m_scope.size});
    }
    Value evaluate(const syntax::Node& tree, const Context& context);

    /// The first refusal, if there was one.
    Result<void> outcome() const;

    const Scope& scope() const { return m_scope; }
    const Documents& documents() const { return m_scope.documents; }
    const Environment& environment() const { return m_scope.environment; }

    /// Conversions; what they read counts towards the budget.
    bool truth(const Value& value);
    double number(const Value& value);
    double number_of(std::string_view text);
    std::string text(const Value& value);
    std::string text_of(NodeRef node);

    /// Takes steps off the budget; false, and a refusal, if nothing is left or refused already.
    bool spend(std::size_t steps);
    Value refuse(ErrorKind kind, std::string what);

  private:
    Value evaluate_chain(const syntax::Node& chain, const Context& context);
    Value evaluate_logic(const syntax::Node& chain, const Context& context);
    Value evaluate_call(const syntax::Node& call, const Context& context);
    Value evaluate_union(const syntax::Node& all, const Context& context);
    Value evaluate_path(const syntax::Node& path, const Context& context);
    Value answer(const std::string& question);
    static constexpr std::size_t nodes_per_step = 4;  ///< that are only passed

    std::size_t steps_to_read(NodeRef node) const;
    std::size_t steps_to_read(const Value& value) const;
    bool compare(const Value& left, Comparison comparison, const Value& right);
    Value apply(const Value& left, syntax::Operator operation, const Value& right);

    NodeSet start_of(const syntax::Node& path, const Context& context);
    NodeSet walk(NodeSet from, std::span<const syntax::Step> steps);
    NodeSet step_from(NodeRef node, const syntax::Step& step);
    NodeSet filtered(const NodeSet& nodes, const syntax::Node& predicate);
    bool holds(const syntax::Node& predicate, const Context& context);

    const Scope& m_scope;
    Conversion m_convert;
    StepBudget m_own_budget;
    StepBudget& m_budget;
    std::optional<Error> m_refusal;
};

/// Whether a step of that axis takes the node.
bool takes(const syntax::NodeTest& test, Axis axis, const Documents& documents, NodeRef node);

}  // namespace otk::form
