#include "core/form/tree.h"

#include <utility>

#include "core/base/assert.h"

namespace otk::form {

Tree::Tree(Shape shape, std::vector<std::string> texts)
    : m_shape(std::make_shared<const Shape>(std::move(shape))), m_texts(std::move(texts)) {}

Tree::Builder::Builder() {
    m_shape.names.emplace_back();
    m_name_indexes.emplace(NodeName(), 0);
    m_texts.emplace_back();
    m_open.push_back(put(NodeKind::Root, {}));
}

std::uint32_t Tree::Builder::name_index(NodeName name) {
    const auto [found, is_new] =
        m_name_indexes.emplace(std::move(name), static_cast<std::uint32_t>(m_shape.names.size()));
    if (is_new) m_shape.names.push_back(found->first);
    return found->second;
}

NodeId Tree::Builder::put(NodeKind kind, NodeName name) {
    const auto id = static_cast<NodeId>(m_shape.nodes.size());
    const NodeId parent = m_open.empty() ? root : m_open.back();
    m_shape.nodes.push_back({kind, parent, id + 1, name_index(std::move(name)), 0});
    return id;
}

NodeId Tree::Builder::put_text(NodeKind kind, NodeName name, std::string text) {
    const NodeId id = put(kind, std::move(name));
    m_shape.nodes[id].text = static_cast<std::uint32_t>(m_texts.size());
    m_texts.push_back(std::move(text));
    return id;
}

NodeId Tree::Builder::open(NodeName name) {
    const NodeId id = put(NodeKind::Element, std::move(name));
    m_open.push_back(id);
    return id;
}

void Tree::Builder::close() {
    OTK_ASSERT(m_open.size() > 1);
    m_shape.nodes[m_open.back()].end = static_cast<NodeId>(m_shape.nodes.size());
    m_open.pop_back();
}

NodeId Tree::Builder::attribute(NodeName name, std::string text) {
    const Node& last = m_shape.nodes.back();
    OTK_ASSERT(last.kind == NodeKind::Attribute || m_open.back() + 1 == m_shape.nodes.size());
    return put_text(NodeKind::Attribute, std::move(name), std::move(text));
}

NodeId Tree::Builder::text(std::string text) {
    return put_text(NodeKind::Text, {}, std::move(text));
}

NodeId Tree::Builder::leaf(std::string_view name, std::string text) {
    const NodeId id = open({.local = std::string(name)});
    put_text(NodeKind::Text, {}, std::move(text));
    close();
    return id;
}

NodeId Tree::Builder::comment(std::string text) {
    return put_text(NodeKind::Comment, {}, std::move(text));
}

NodeId Tree::Builder::instruction(std::string target, std::string text) {
    return put_text(NodeKind::Instruction, {.local = std::move(target)}, std::move(text));
}

NodeId Tree::Builder::document_type() {
    return put(NodeKind::DocumentType, {});
}

Tree Tree::Builder::finish() {
    OTK_ASSERT(m_open.size() == 1);
    m_shape.nodes[root].end = static_cast<NodeId>(m_shape.nodes.size());
    return {std::move(m_shape), std::move(m_texts)};
}

void Tree::set_text(NodeId node, std::string text) {
    OTK_ASSERT(at(node).text != 0);
    m_texts[at(node).text] = std::move(text);
}

std::string_view Tree::string_value(NodeId node, std::string& scratch) const {
    if (kind(node) != NodeKind::Root && kind(node) != NodeKind::Element) return text(node);
    // The usual element has one text or none: nothing is copied.
    std::string_view only;
    bool is_joined = false;
    for (NodeId id = node + 1; id < end(node); ++id) {
        if (kind(id) != NodeKind::Text || text(id).empty()) continue;
        if (is_joined) {
            scratch += text(id);
        } else if (only.empty()) {
            only = text(id);
        } else {
            scratch.assign(only).append(text(id));
            is_joined = true;
        }
    }
    return is_joined ? std::string_view(scratch) : only;
}

}  // namespace otk::form
