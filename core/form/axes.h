#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/form/tree.h"

namespace otk::form {

/// XPath 1.0, 2.2. (namespace is not among them: names carry their URI instead.)
enum class Axis {
    Child,
    Descendant,
    Parent,
    Ancestor,
    FollowingSibling,
    PrecedingSibling,
    Following,
    Preceding,
    Attribute,
    Self,
    DescendantOrSelf,
    AncestorOrSelf,
};

/// Absent if there is no such axis.
std::optional<Axis> axis_named(std::string_view name);

/// Ancestors and what stands before: their positions count backwards.
bool is_reverse(Axis axis);

/// Calls `visit(NodeId)` for every node of the axis in the axis' own order (backwards on a reverse
/// one) until it returns false. Linear in the nodes of the axis; preceding-sibling and preceding
/// also pass their nodes once forwards.
template <typename Visit>
void walk_axis(const Tree& tree, NodeId from, Axis axis, Visit&& visit);

// ---- implementation ----

namespace detail {

inline bool is_attribute(const Tree& tree, NodeId node) {
    return tree.kind(node) == NodeKind::Attribute;
}

/// Nodes of [begin, end) that are no attributes, in document order.
template <typename Visit>
void walk_range(const Tree& tree, NodeId begin, NodeId end, Visit&& visit) {
    for (NodeId node = begin; node < end; ++node) {
        if (!is_attribute(tree, node) && !visit(node)) return;
    }
}

/// Nodes from `begin` on, each after the subtree of the one before: siblings.
template <typename Visit>
void walk_siblings(const Tree& tree, NodeId begin, NodeId end, Visit&& visit) {
    for (NodeId node = begin; node < end; node = tree.end(node)) {
        if (!is_attribute(tree, node) && !visit(node)) return;
    }
}

template <typename Visit>
void walk_ancestors(const Tree& tree, NodeId node, Visit&& visit) {
    while (node != Tree::root) {
        node = tree.parent(node);
        if (!visit(node)) return;
    }
}

/// Backwards over the children of the parent that stand before the node.
template <typename Visit>
void walk_preceding_siblings(const Tree& tree, NodeId node, Visit&& visit) {
    if (node == Tree::root) return;
    std::vector<NodeId> before;
    walk_siblings(tree, tree.parent(node) + 1, node, [&](NodeId sibling) {
        before.push_back(sibling);
        return true;
    });
    for (auto sibling = before.rbegin(); sibling != before.rend(); ++sibling) {
        if (!visit(*sibling)) return;
    }
}

/// Backwards over all that ended before the node began.
template <typename Visit>
void walk_preceding(const Tree& tree, NodeId from, Visit&& visit) {
    for (NodeId node = from; node-- > 0;) {
        const bool is_ancestor = tree.end(node) > from;
        if (!is_ancestor && !is_attribute(tree, node) && !visit(node)) return;
    }
}

}  // namespace detail

template <typename Visit>
void walk_axis(const Tree& tree, NodeId from, Axis axis, Visit&& visit) {
    const NodeId last = tree.end(Tree::root);
    const bool has_siblings = from != Tree::root && !detail::is_attribute(tree, from);
    switch (axis) {
        case Axis::Self:
            visit(from);
            return;
        case Axis::Parent:
            if (from != Tree::root) visit(tree.parent(from));
            return;
        case Axis::Child:
            detail::walk_siblings(tree, from + 1, tree.end(from), visit);
            return;
        case Axis::Attribute:
            for (NodeId node = from + 1; node < tree.end(from) && detail::is_attribute(tree, node);
                 ++node) {
                if (!visit(node)) return;
            }
            return;
        case Axis::Descendant:
            detail::walk_range(tree, from + 1, tree.end(from), visit);
            return;
        case Axis::DescendantOrSelf:
            if (visit(from)) detail::walk_range(tree, from + 1, tree.end(from), visit);
            return;
        case Axis::Ancestor:
            detail::walk_ancestors(tree, from, visit);
            return;
        case Axis::AncestorOrSelf:
            if (visit(from)) detail::walk_ancestors(tree, from, visit);
            return;
        case Axis::FollowingSibling:
            if (has_siblings) {
                detail::walk_siblings(tree, tree.end(from), tree.end(tree.parent(from)), visit);
            }
            return;
        case Axis::PrecedingSibling:
            if (has_siblings) detail::walk_preceding_siblings(tree, from, visit);
            return;
        case Axis::Following:
            detail::walk_range(tree, tree.end(from), last, visit);
            return;
        case Axis::Preceding:
            detail::walk_preceding(tree, from, visit);
            return;
    }
}

}  // namespace otk::form
