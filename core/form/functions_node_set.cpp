#include "core/form/functions_node_set.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "core/form/arguments.h"
#include "core/form/axes.h"
#include "core/form/seeded_chance.h"
#include "core/form/words.h"

namespace otk::form {
namespace {

/// Whether an attribute is one by which id() finds its element: `id` or xml:id.
bool is_id(const NodeName& name) {
    return name.local == "id" && (name.uri.empty() || name.prefix == "xml");
}

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// XPath 1.0, 4.3: equal but for the case, or with a suffix after a hyphen.
bool is_language(std::string_view language, std::string_view wanted) {
    if (language.size() < wanted.size()) return false;
    const bool begins_so = std::equal(wanted.begin(), wanted.end(), language.begin(),
        [](char a, char b) { return lower(a) == lower(b); });
    return begins_so && (language.size() == wanted.size() || language[wanted.size()] == '-');
}

/// xml:lang of the element; absent if it has none.
std::optional<std::string_view> language_of(const Tree& tree, NodeId element) {
    std::optional<std::string_view> language;
    walk_axis(tree, element, Axis::Attribute, [&](NodeId attribute) {
        const NodeName& name = tree.name(attribute);
        if (name.prefix == "xml" && name.local == "lang") language = tree.text(attribute);
        return true;
    });
    return language;
}

std::string qualified(const NodeName& name) {
    return name.prefix.empty() ? name.local : name.prefix + ":" + name.local;
}

}  // namespace

Value call_count(Arguments& arguments) {
    return static_cast<double>(arguments.nodes(0).size());
}

Value call_count_non_empty(Arguments& arguments) {
    const NodeSet nodes = arguments.nodes(0);
    return static_cast<double>(std::count_if(nodes.begin(), nodes.end(),
        [&](NodeRef node) { return !arguments.evaluation().text_of(node).empty(); }));
}

Value call_current(Arguments& arguments) {
    return NodeSet(arguments.evaluation().scope().current);
}

Value call_id(Arguments& arguments) {
    const std::vector<std::string> texts = arguments.texts_from(0);
    const std::uint32_t tree_index = arguments.context().node.tree;
    const Tree& tree = *arguments.evaluation().documents().trees[tree_index];
    NodeSet found;
    if (!arguments.evaluation().spend(tree.size() * texts.size())) return found;
    for (NodeId node = 0; node < tree.size(); ++node) {
        if (tree.kind(node) != NodeKind::Attribute || !is_id(tree.name(node))) continue;
        const bool is_wanted = std::any_of(texts.begin(), texts.end(),
            [&](const std::string& text) { return has_word(text, tree.text(node)); });
        const NodeRef element{tree_index, tree.parent(node)};
        // Attributes stand together: an element with both `id` and xml:id is found once.
        const bool is_found = !found.empty() && *(found.end() - 1) == element;
        if (is_wanted && !is_found) found.push_back(element);
    }
    return found;
}

Value call_instance(Arguments& arguments) {
    const Documents& documents = arguments.evaluation().documents();
    const auto found = documents.instances.find(arguments.text(0));
    return found == documents.instances.end() ? NodeSet() : NodeSet(found->second);
}

Value call_lang(Arguments& arguments) {
    const std::string wanted = arguments.text(0);
    const NodeRef from = arguments.context().node;
    const Tree& tree = arguments.evaluation().documents().tree_of(from);
    std::optional<std::string_view> language;
    walk_axis(tree, from.node, Axis::AncestorOrSelf, [&](NodeId node) {
        language = language_of(tree, node);
        return !language;
    });
    return language && is_language(*language, wanted);
}

Value call_last(Arguments& arguments) {
    return static_cast<double>(arguments.context().size);
}

Value call_local_name(Arguments& arguments) {
    NodeRef node;
    if (!arguments.node_or_context(0, node)) return std::string();
    return arguments.evaluation().documents().name(node).local;
}

Value call_name(Arguments& arguments) {
    NodeRef node;
    if (!arguments.node_or_context(0, node)) return std::string();
    return qualified(arguments.evaluation().documents().name(node));
}

Value call_namespace_uri(Arguments& arguments) {
    NodeRef node;
    if (!arguments.node_or_context(0, node)) return std::string();
    return arguments.evaluation().documents().name(node).uri;
}

/// Without an argument XPath's; with one the place of that node among its siblings of one name.
Value call_position(Arguments& arguments) {
    if (!arguments.has(0)) return static_cast<double>(arguments.context().position);
    NodeRef node;
    if (!arguments.node_or_context(0, node)) return std::numeric_limits<double>::quiet_NaN();
    const Tree& tree = arguments.evaluation().documents().tree_of(node);
    double place = 1;
    walk_axis(tree, node.node, Axis::PrecedingSibling, [&](NodeId sibling) {
        if (tree.name(sibling) == tree.name(node.node)) ++place;
        return arguments.evaluation().spend(1);
    });
    return place;
}

Value call_randomize(Arguments& arguments) {
    const NodeSet nodes = arguments.nodes(0);
    std::function<double()> chance = arguments.evaluation().environment().chance;
    if (arguments.has(1)) {
        const double seed = std::floor(arguments.number(1));
        if (!(std::fabs(seed) < 9e15))
            return arguments.refuse("randomize() wants a number as seed");
        chance = SeededChance(static_cast<std::int64_t>(seed));
    }
    if (!chance) return arguments.refuse("randomize() has no chance to draw from here");
    NodeSet shuffled;
    for (const std::size_t index : shuffled_order(nodes.size(), chance)) {
        shuffled.push_back(nodes.begin()[index]);
    }
    return shuffled;
}

}  // namespace otk::form
