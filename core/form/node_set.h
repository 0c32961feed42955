#pragma once

#include <algorithm>
#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "core/form/tree.h"

namespace otk::form {

/// A node of one of the trees that an evaluation sees (Documents::trees). The order of references
/// is document order, one tree after the other.
struct NodeRef {
    std::uint32_t tree = 0;
    NodeId node = 0;

    friend auto operator<=>(const NodeRef&, const NodeRef&) = default;
};

/// References in the order in which they were put; what leaves a location path is in document order
/// and without repetition. Up to two are held without memory of their own: `${name}` costs none.
class NodeSet {
  public:
    NodeSet() = default;
    explicit NodeSet(NodeRef node) : m_size(1) { m_few[0] = node; }

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    NodeRef front() const { return *begin(); }

    const NodeRef* begin() const { return m_many.empty() ? m_few.data() : m_many.data(); }
    const NodeRef* end() const { return begin() + m_size; }

    void push_back(NodeRef node) {
        if (m_many.empty() && m_size < m_few.size()) {
            m_few[m_size++] = node;
            return;
        }
        if (m_many.empty()) m_many.assign(m_few.begin(), m_few.end());
        m_many.push_back(node);
        ++m_size;
    }
    void append(const NodeSet& nodes) {
        for (const NodeRef node : nodes)
            push_back(node);
    }
    void clear() {
        m_many.clear();
        m_size = 0;
    }

    /// Document order, each node once. Linear where it is so already, else O(n log n).
    void sort() {
        const auto is_out_of_order = [](NodeRef a, NodeRef b) { return !(a < b); };
        if (std::adjacent_find(begin(), end(), is_out_of_order) == end()) return;
        NodeRef* first = m_many.empty() ? m_few.data() : m_many.data();
        std::sort(first, first + m_size);
        m_size = static_cast<std::size_t>(std::unique(first, first + m_size) - first);
        if (!m_many.empty()) m_many.resize(m_size);
    }

    friend bool operator==(const NodeSet& a, const NodeSet& b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end());
    }

  private:
    std::size_t m_size = 0;
    std::array<NodeRef, 2> m_few{};
    std::vector<NodeRef> m_many;  ///< all of them, once there are more than few
};

}  // namespace otk::form
