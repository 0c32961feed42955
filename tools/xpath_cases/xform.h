#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/form/documents.h"
#include "core/form/environment.h"
#include "core/form/tree.h"
#include "tools/xpath_cases/instance_xml.h"

namespace otk::xpath_cases {

/// A document as ODK XForms reads it: where "/" begins, the secondary instances, and the texts that a
/// whole XForm (`h:html`) has beside them. The instance outlives it.
class XForm final : public form::Labels {
  public:
    /// `language` is that of the texts; "" takes the form's default one.
    XForm(const XmlInstance& instance, std::string language);

    const form::Documents& documents() const { return m_documents; }

    std::optional<std::string> choice_label(
        form::NodeRef question, std::string_view choice) const override;
    std::optional<std::string> text(std::string_view id) const override;

  private:
    using NodeId = form::NodeId;

    std::optional<NodeId> child(NodeId parent, std::string_view name) const;
    std::optional<std::string> attribute(NodeId element, std::string_view name) const;
    std::string string_value(NodeId node) const;
    void take_instances(NodeId model);
    std::optional<NodeId> translation() const;
    std::string path_in_form(NodeId node) const;
    std::optional<std::string> label_of_item(NodeId item, std::string_view choice) const;
    std::optional<std::string> label_of_itemset(NodeId itemset, std::string_view choice) const;
    /// The text of an expression; "" if it is none.
    std::string evaluated(std::string_view expression, form::NodeRef context) const;

    const form::Tree& m_tree;
    std::string m_language;
    form::Documents m_documents;
    std::optional<NodeId> m_model;
    std::optional<NodeId> m_body;
};

}  // namespace otk::xpath_cases
