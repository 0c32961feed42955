// Location paths (XPath 1.0, chapter 2) and predicates.

#include <utility>

#include "core/form/evaluation.h"

namespace otk::form {
namespace {

using syntax::Node;
using syntax::NodeTest;
using syntax::Step;

bool is_name(
    const NodeName& name, const NodeTest& test, NodeKind kind, const Documents& documents) {
    if (test.kind != NodeTest::Kind::AnyOfPrefix && name.local != test.name) return false;
    if (!test.prefix.empty()) {
        const auto uri = documents.namespaces.find(test.prefix);
        // A prefix that nobody declared can still be the one that the document writes.
        return uri == documents.namespaces.end() ? name.prefix == test.prefix
                                                 : name.uri == uri->second;
    }
    if (name.uri.empty()) return true;
    const auto usual = documents.namespaces.find("");
    return kind == NodeKind::Element && usual != documents.namespaces.end() &&
           name.uri == usual->second;
}

}  // namespace

bool takes(const NodeTest& test, Axis axis, const Documents& documents, NodeRef node) {
    const Tree& tree = documents.tree_of(node);
    const NodeKind kind = tree.kind(node.node);
    const NodeKind principal = axis == Axis::Attribute ? NodeKind::Attribute : NodeKind::Element;
    switch (test.kind) {
        case NodeTest::Kind::Name:
        case NodeTest::Kind::AnyOfPrefix:
            return kind == principal && is_name(tree.name(node.node), test, kind, documents);
        case NodeTest::Kind::AnyName:
            return kind == principal;
        case NodeTest::Kind::Node:
            return tree.is_there(node.node);
        case NodeTest::Kind::Text:
            return kind == NodeKind::Text && tree.is_there(node.node);
        case NodeTest::Kind::Comment:
            return kind == NodeKind::Comment;
        case NodeTest::Kind::Instruction:
            return kind == NodeKind::Instruction &&
                   (test.name.empty() || tree.name(node.node).local == test.name);
    }
    return false;
}

// NOLINTNEXTLINE(misc-no-recursion): depth_max
bool Evaluation::holds(const Node& predicate, const Context& context) {
    const Value value = evaluate(predicate, context);
    // XPath 1.0, 2.4: a number asks for that position.
    if (const double* number = std::get_if<double>(&value)) {
        return *number == static_cast<double>(context.position);
    }
    return truth(value);
}

// NOLINTNEXTLINE(misc-no-recursion): depth_max
NodeSet Evaluation::filtered(const NodeSet& nodes, const Node& predicate) {
    NodeSet kept;
    std::size_t position = 0;
    for (const NodeRef node : nodes) {
        if (!spend(1)) return {};
        if (holds(predicate, {node, ++position, nodes.size()})) kept.push_back(node);
    }
    return kept;
}

/// The nodes of one step from one node, in the axis' order.
// NOLINTNEXTLINE(misc-no-recursion): depth_max
NodeSet Evaluation::step_from(NodeRef from, const Step& step) {
    NodeSet nodes;
    // What stands before a node is passed once forwards before it is looked at.
    const bool looks_back = step.axis == Axis::Preceding || step.axis == Axis::PrecedingSibling;
    if (!spend(1 + (looks_back ? from.node / nodes_per_step : 0))) return nodes;
    walk_axis(documents().tree_of(from), from.node, step.axis, [&](NodeId id) {
        const NodeRef node{from.tree, id};
        if (takes(step.test, step.axis, documents(), node)) nodes.push_back(node);
        return spend(1);
    });
    for (const Node& predicate : step.predicates)
        nodes = filtered(nodes, predicate);
    return nodes;
}

// NOLINTNEXTLINE(misc-no-recursion): depth_max
NodeSet Evaluation::walk(NodeSet from, std::span<const Step> steps) {
    for (const Step& step : steps) {
        NodeSet next;
        for (const NodeRef node : from) {
            if (m_refusal) return {};
            next.append(step_from(node, step));
        }
        next.sort();
        from = std::move(next);
    }
    return from;
}

// NOLINTNEXTLINE(misc-no-recursion): depth_max
NodeSet Evaluation::start_of(const Node& path, const Context& context) {
    if (path.is_absolute) return NodeSet(documents().root);
    if (path.children.empty()) return NodeSet(context.node);
    Value value = evaluate(path.children.front(), context);
    NodeSet* nodes = std::get_if<NodeSet>(&value);
    if (nodes == nullptr) {
        refuse(ErrorKind::InvalidInput, "a path goes on from questions, not from a value");
        return {};
    }
    for (const Node& filter : path.filters)
        *nodes = filtered(*nodes, filter);
    return std::move(*nodes);
}

// NOLINTNEXTLINE(misc-no-recursion): depth_max
Value Evaluation::evaluate_path(const Node& path, const Context& context) {
    return walk(start_of(path, context), path.steps);
}

}  // namespace otk::form
