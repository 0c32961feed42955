#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/node_set.h"

namespace otk::form {

/// What the expressions of one form look at: the primary instance and the secondary ones. The trees
/// belong to others and outlive this.
struct Documents {
    std::vector<const Tree*> trees;  ///< the first is the primary instance
    /// What "/" is, from wherever it is asked (ODK XForms: an absolute path leads into the primary
    /// instance, in a predicate on a secondary one too).
    NodeRef root{};
    /// instance('id'): the node above the root element of that instance.
    std::map<std::string, NodeRef, std::less<>> instances;
    /// Prefix → URI, for the names in expressions; "" is the namespace that names without a prefix
    /// may have besides none.
    std::map<std::string, std::string, std::less<>> namespaces;
    /// ${name}: the question's element.
    std::map<std::string, NodeRef, std::less<>> questions;
    /// A node-set of one node without text is true in XPath 1.0. As a condition of a form it is
    /// false: `relevant: ${name}` asks for an answer.
    enum class EmptyNode { True, False } empty_node = EmptyNode::True;

    const Tree& tree_of(NodeRef node) const { return *trees[node.tree]; }
    NodeKind kind(NodeRef node) const { return tree_of(node).kind(node.node); }
    const NodeName& name(NodeRef node) const { return tree_of(node).name(node.node); }
    std::string_view string_value(NodeRef node, std::string& scratch) const {
        return tree_of(node).string_value(node.node, scratch);
    }
};

}  // namespace otk::form
