#include "core/form/arguments.h"

#include <algorithm>

#include "core/base/format.h"

namespace otk::form {

NodeSet Arguments::nodes(std::size_t index) {
    Value given = value(index);
    NodeSet* nodes = std::get_if<NodeSet>(&given);
    if (nodes == nullptr) {
        refuse(format("{}() wants questions, not a value", m_call.text));
        return {};
    }
    return std::move(*nodes);
}

bool Arguments::node_or_context(std::size_t index, NodeRef& node) {
    if (!has(index)) {
        node = m_context.node;
        return true;
    }
    const NodeSet given = nodes(index);
    if (given.empty()) return false;
    node = *std::min_element(given.begin(), given.end());
    return true;
}

std::vector<std::string> Arguments::texts_from(std::size_t index) {
    std::vector<std::string> texts;
    for (; index < count(); ++index) {
        const Value given = value(index);
        const NodeSet* nodes = std::get_if<NodeSet>(&given);
        if (nodes == nullptr) {
            texts.push_back(m_evaluation.text(given));
            continue;
        }
        for (const NodeRef node : *nodes)
            texts.push_back(m_evaluation.text_of(node));
    }
    return texts;
}

std::vector<double> Arguments::numbers_from(std::size_t index) {
    std::vector<double> numbers;
    for (; index < count(); ++index) {
        const Value given = value(index);
        const NodeSet* nodes = std::get_if<NodeSet>(&given);
        if (nodes == nullptr) {
            numbers.push_back(m_evaluation.number(given));
            continue;
        }
        for (const NodeRef node : *nodes) {
            numbers.push_back(m_evaluation.number_of(m_evaluation.text_of(node)));
        }
    }
    return numbers;
}

}  // namespace otk::form
