#include "tools/xpath_cases/instance_xml.h"

#include <algorithm>
#include <pugixml.hpp>
#include <utility>

#include "core/base/format.h"
#include "core/form/axes.h"

namespace otk::xpath_cases {
namespace {

using form::Axis;
using form::NodeId;
using form::NodeKind;
using form::NodeName;
using form::Tree;
using Namespaces = std::map<std::string, std::string, std::less<>>;

/// The prefix that a declaration binds ("" for xmlns itself); absent for other attributes.
std::optional<std::string> declared_prefix(std::string_view name) {
    if (name == "xmlns") return "";
    if (name.substr(0, 6) == "xmlns:") return std::string(name.substr(6));
    return {};
}

Namespaces extended(Namespaces namespaces, const pugi::xml_node& element) {
    for (const pugi::xml_attribute& attribute : element.attributes()) {
        const std::optional<std::string> prefix = declared_prefix(attribute.name());
        if (prefix) namespaces[*prefix] = attribute.value();
    }
    return namespaces;
}

/// The name of an element; the default namespace is not one of attributes.
NodeName name_of(std::string_view written, const Namespaces& namespaces, bool takes_default) {
    NodeName name{.local = std::string(written)};
    const std::size_t colon = written.find(':');
    if (colon != std::string_view::npos) {
        name.prefix = written.substr(0, colon);
        name.local = written.substr(colon + 1);
    } else if (!takes_default) {
        return name;
    }
    const auto found = namespaces.find(name.prefix);
    if (found != namespaces.end()) name.uri = found->second;
    return name;
}

/// Puts the nodes of a document into a tree.
class Copier {
  public:
    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<void> copy_children(
        const pugi::xml_node& parent, const Namespaces& namespaces, int depth) {
        if (depth > XmlInstance::depth_max) {
            return fail(ErrorKind::InvalidInput, "the instance is nested too deeply");
        }
        for (const pugi::xml_node& child : parent.children()) {
            OTK_TRY(copy(child, namespaces, depth));
        }
        return {};
    }

    Tree finish() { return m_builder.finish(); }
    /// What the elements declare for prefixes, of one prefix what stands first.
    const Namespaces& declared() const { return m_declared; }

  private:
    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<void> copy(const pugi::xml_node& node, const Namespaces& namespaces, int depth) {
        switch (node.type()) {
            case pugi::node_element:
                return copy_element(node, namespaces, depth);
            // A DOM keeps what is in CDATA as a node of its own, and cases count so.
            case pugi::node_pcdata:
            case pugi::node_cdata:
                m_builder.text(node.value());
                break;
            case pugi::node_comment:
                m_builder.comment(node.value());
                break;
            case pugi::node_pi:
                m_builder.instruction(node.name(), node.value());
                break;
            case pugi::node_doctype:
                m_builder.document_type();
                break;
            case pugi::node_declaration:
            case pugi::node_document:
            case pugi::node_null:
                break;
        }
        return {};
    }

    // NOLINTNEXTLINE(misc-no-recursion): depth_max
    Result<void> copy_element(const pugi::xml_node& element, const Namespaces& outer, int depth) {
        const Namespaces namespaces = extended(outer, element);
        for (const auto& [prefix, uri] : namespaces) {
            if (!prefix.empty()) m_declared.emplace(prefix, uri);
        }
        m_builder.open(name_of(element.name(), namespaces, true));
        for (const pugi::xml_attribute& attribute : element.attributes()) {
            if (declared_prefix(attribute.name())) continue;
            m_builder.attribute(name_of(attribute.name(), namespaces, false), attribute.value());
        }
        OTK_TRY(copy_children(element, namespaces, depth + 1));
        m_builder.close();
        return {};
    }

    Tree::Builder m_builder;
    Namespaces m_declared;
};

std::string qualified(const NodeName& name) {
    return name.prefix.empty() ? name.local : name.prefix + ":" + name.local;
}

/// The child of that index, or the attribute of that name after @; absent if there is none.
std::optional<NodeId> below(const Tree& tree, NodeId parent, std::string_view part) {
    const bool is_attribute = !part.empty() && part.front() == '@';
    const Axis axis = is_attribute ? Axis::Attribute : Axis::Child;
    std::optional<NodeId> found;
    std::size_t index = 0;
    form::walk_axis(tree, parent, axis, [&](NodeId node) {
        const std::string name =
            is_attribute ? "@" + qualified(tree.name(node)) : format("{}", index++);
        if (name == part) found = node;
        return !found;
    });
    return found;
}

}  // namespace

Result<XmlInstance> XmlInstance::parse(std::string_view xml) {
    if (xml.size() > size_bytes_max) {
        return fail(ErrorKind::InvalidInput, "the instance is too large");
    }
    // pugixml expands no entities but XML's five and loads nothing from outside.
    constexpr unsigned options = pugi::parse_full | pugi::parse_ws_pcdata;
    pugi::xml_document document;
    const pugi::xml_parse_result parsed =
        document.load_buffer(xml.data(), xml.size(), options, pugi::encoding_utf8);
    if (!parsed) {
        return fail(ErrorKind::InvalidInput,
            format("the instance is no XML: {} at byte {}", parsed.description(), parsed.offset));
    }
    const Namespaces usual = {{"xml", "http://www.w3.org/XML/1998/namespace"}};
    Copier copier;
    OTK_TRY(copier.copy_children(document, usual, 0));
    Namespaces namespaces = extended(usual, document.document_element());
    const Namespaces& declared = copier.declared();
    namespaces.insert(declared.begin(), declared.end());
    return XmlInstance(copier.finish(), std::move(namespaces));
}

// NOLINTNEXTLINE(misc-no-recursion): depth_max
std::string XmlInstance::path_of(NodeId node) const {
    if (node == Tree::root) return "/";
    const NodeId parent = m_tree.parent(node);
    std::string path = parent == Tree::root ? "" : path_of(parent);
    if (m_tree.kind(node) == NodeKind::Attribute) return path + "/@" + qualified(m_tree.name(node));
    std::size_t index = 0;
    form::walk_axis(m_tree, node, Axis::PrecedingSibling, [&](NodeId) {
        ++index;
        return true;
    });
    return path + format("/{}", index);
}

std::optional<NodeId> XmlInstance::find(std::string_view path) const {
    if (path.empty() || path.front() != '/') return {};
    NodeId node = Tree::root;
    path.remove_prefix(1);
    while (!path.empty()) {
        const std::size_t end = std::min(path.find('/'), path.size());
        const std::optional<NodeId> next = below(m_tree, node, path.substr(0, end));
        if (!next) return {};
        node = *next;
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return node;
}

}  // namespace otk::xpath_cases
