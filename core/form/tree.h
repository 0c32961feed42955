#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace otk::form {

/// The kinds of XPath 1.0's data model (chapter 5) that an instance has. Declarations of namespaces
/// are no nodes here: names carry their URI.
enum class NodeKind {
    Root,
    Element,
    Attribute,
    Text,
    Comment,
    Instruction,
    DocumentType,  ///< a DOM has it as a node, XPath's model has not: only node() meets it
};

/// An expanded name and the prefix with which it was written.
struct NodeName {
    std::string prefix{};
    std::string local{};
    std::string uri{};

    friend auto operator<=>(const NodeName&, const NodeName&) = default;
};

using NodeId = std::uint32_t;

/// One document: its nodes in document order, so that an id is a place in that order and a subtree
/// is a range of ids. The shape is fixed once built, and copies share it; texts may change, and
/// each copy has its own. Belongs to one thread while a text is set; else any thread may read it.
class Tree {
  public:
    class Builder;

    static constexpr NodeId root = 0;

    std::size_t size() const { return m_shape->nodes.size(); }
    NodeKind kind(NodeId node) const { return at(node).kind; }
    /// The root is its own parent.
    NodeId parent(NodeId node) const { return at(node).parent; }
    /// One past the last node below this one (attributes are below their element).
    NodeId end(NodeId node) const { return at(node).end; }
    const NodeName& name(NodeId node) const { return m_shape->names[at(node).name]; }

    /// The text of a text, attribute, comment or instruction; "" of others.
    const std::string& text(NodeId node) const { return m_texts[at(node).text]; }
    /// Asserts that the node is of such a kind.
    void set_text(NodeId node, std::string text);

    /// XPath 1.0's string-value. Views into the tree where one text is all, else into `scratch`.
    std::string_view string_value(NodeId node, std::string& scratch) const;

    /// A text without characters is no node of XPath's model (5.7): an empty answer has none.
    bool is_there(NodeId node) const { return kind(node) != NodeKind::Text || !text(node).empty(); }

  private:
    /// A large list of choices has many nodes and few names: nodes are small, names are shared.
    struct Node {
        NodeKind kind;
        NodeId parent;
        NodeId end;
        std::uint32_t name;  ///< index into Shape::names; 0 is the empty name
        std::uint32_t text;  ///< index into m_texts; 0 is the empty text of those that have none
    };
    struct Shape {
        std::vector<Node> nodes;
        std::vector<NodeName> names;
    };

    Tree(Shape shape, std::vector<std::string> texts);
    const Node& at(NodeId node) const { return m_shape->nodes[node]; }

    std::shared_ptr<const Shape> m_shape;
    std::vector<std::string> m_texts;
};

/// Adds nodes in document order: attributes of an element before its children.
class Tree::Builder {
  public:
    Builder();
    /// Opens an element; close() ends it. The id stays.
    NodeId open(NodeName name);
    void close();
    NodeId attribute(NodeName name, std::string text);
    NodeId text(std::string text);
    /// An element with one text in it: `<name>text</name>`; the element's id.
    NodeId leaf(std::string_view name, std::string text);
    NodeId comment(std::string text);
    NodeId instruction(std::string target, std::string text);
    NodeId document_type();
    /// Asserts that every element is closed.
    Tree finish();

  private:
    NodeId put(NodeKind kind, NodeName name);
    NodeId put_text(NodeKind kind, NodeName name, std::string text);
    std::uint32_t name_index(NodeName name);

    std::vector<NodeId> m_open;
    std::map<NodeName, std::uint32_t> m_name_indexes;
    Shape m_shape;  ///< what is open has no end yet
    std::vector<std::string> m_texts;
};

}  // namespace otk::form
