#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "core/form/evaluation.h"

namespace otk::form {

/// The arguments of one call, evaluated when and as often as a function asks for them: if()
/// evaluates one branch only. Their number is right (see Function).
class Arguments {
  public:
    Arguments(Evaluation& evaluation, const syntax::Node& call, const Context& context)
        : m_evaluation(evaluation), m_call(call), m_context(context) {}

    Evaluation& evaluation() { return m_evaluation; }
    const syntax::Node& call() const { return m_call; }
    const Context& context() const { return m_context; }

    std::size_t count() const { return m_call.children.size(); }
    bool has(std::size_t index) const { return index < count(); }

    Value value(std::size_t index) {
        return m_evaluation.evaluate(m_call.children[index], m_context);
    }
    std::string text(std::size_t index) { return m_evaluation.text(value(index)); }
    double number(std::size_t index) { return m_evaluation.number(value(index)); }
    bool truth(std::size_t index) { return m_evaluation.truth(value(index)); }
    /// Refuses a value that is no node-set.
    NodeSet nodes(std::size_t index);

    /// The argument, or the context node where there is none (string(), number() …).
    Value value_or_context(std::size_t index) {
        return has(index) ? value(index) : Value(NodeSet(m_context.node));
    }
    /// The node that name() and its like mean: the first of the argument or the context node. False
    /// if the argument has none.
    bool node_or_context(std::size_t index, NodeRef& node);

    /// All texts from that argument on, the nodes of node-sets one by one.
    std::vector<std::string> texts_from(std::size_t index);
    /// All numbers from that argument on, the nodes of node-sets one by one.
    std::vector<double> numbers_from(std::size_t index);

    Value refuse(std::string what) {
        return m_evaluation.refuse(ErrorKind::InvalidInput, std::move(what));
    }

  private:
    Evaluation& m_evaluation;
    const syntax::Node& m_call;
    const Context& m_context;
};

}  // namespace otk::form
