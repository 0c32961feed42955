#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/form/documents.h"
#include "core/form/form.h"
#include "core/form/tree.h"

namespace otk::form {

/// A form as its expressions see it. The primary instance is that of pyxform, XLSForm's compiler:
/// `/data` (with @id and @version), in it an element a group and a question, in the survey's order.
/// A choice list is a secondary instance: `instance('list')/root/item`, an item having the children
/// name, label (in the form's default language) and one a column. Immutable; any thread may read
/// it.
class FormInstance {
  public:
    /// Cells of all choice lists, choices times columns, that problems_of takes; beyond them empty
    /// cells are left out here, so that no small form makes a large instance.
    static constexpr std::size_t cells_max = 200'000;

    /// The form need not be free of problems: an expression on a wrong form is looked at too.
    explicit FormInstance(const Form& form);
    FormInstance(const FormInstance&) = delete;
    FormInstance& operator=(const FormInstance&) = delete;

    /// The instance with no answer yet; valid while this is.
    const Documents& documents() const { return m_documents; }

    NodeRef question(std::size_t index) const { return {0, m_question_nodes[index]}; }
    /// The text of a question's element, where its answer stands.
    NodeId answer(std::size_t index) const { return m_question_nodes[index] + 1; }
    /// The root element if the group has no question in it.
    NodeRef group(std::size_t index) const { return {0, m_group_nodes[index]}; }
    NodeRef item(std::size_t list, std::size_t choice) const {
        return {static_cast<std::uint32_t>(list + 1), m_items[list][choice]};
    }

    /// The question whose element or answer that is; absent for other nodes.
    std::optional<std::size_t> question_of(NodeRef node) const;

    /// Choices times columns, of all lists.
    std::size_t cells() const { return m_cells; }

  private:
    void build_primary(const Form& form);
    void build_list(const Form& form, const ChoiceList& list);

    std::vector<Tree> m_trees;
    std::size_t m_cells = 0;
    std::vector<NodeId> m_question_nodes;
    std::vector<NodeId> m_group_nodes;
    std::vector<std::optional<std::size_t>> m_question_of;  ///< by node of the primary instance
    std::vector<std::vector<NodeId>> m_items;
    Documents m_documents;
};

/// The primary instance of one visit, with its answers. Copies are independent; the form's instance
/// outlives them.
class LiveInstance {
  public:
    explicit LiveInstance(const FormInstance& form);
    LiveInstance(const LiveInstance& other);
    LiveInstance& operator=(const LiveInstance& other);
    ~LiveInstance() = default;

    const Documents& documents() const { return m_documents; }
    void set_answer(NodeId answer, std::string text) { m_tree.set_text(answer, std::move(text)); }

  private:
    Tree m_tree;
    Documents m_documents;  ///< its first tree is m_tree
};

}  // namespace otk::form
