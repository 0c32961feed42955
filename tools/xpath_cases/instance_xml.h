#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/form/tree.h"

namespace otk::xpath_cases {

/// An XML document as a tree, with the paths by which cases name its nodes: "/", "/0/2" (the child
/// nodes' indexes, as a DOM counts them, the document type included), "/0/2/@name".
class XmlInstance {
  public:
    static constexpr std::size_t size_bytes_max = 1U << 20U;
    static constexpr int depth_max = 200;

    static Result<XmlInstance> parse(std::string_view xml);

    const form::Tree& tree() const { return m_tree; }
    std::string path_of(form::NodeId node) const;
    /// Absent if there is no such node.
    std::optional<form::NodeId> find(std::string_view path) const;
    /// Prefix → URI as the root element declares them, else the first below it; "" is the root's
    /// default.
    const std::map<std::string, std::string, std::less<>>& namespaces() const { return m_namespaces; }

  private:
    XmlInstance(form::Tree tree, std::map<std::string, std::string, std::less<>> namespaces)
        : m_tree(std::move(tree)), m_namespaces(std::move(namespaces)) {}

    form::Tree m_tree;
    std::map<std::string, std::string, std::less<>> m_namespaces;
};

}  // namespace otk::xpath_cases
