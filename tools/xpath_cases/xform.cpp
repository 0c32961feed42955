#include "tools/xpath_cases/xform.h"

#include <utility>

#include "core/form/axes.h"
#include "core/form/expression.h"

namespace otk::xpath_cases {
namespace {

using form::Axis;
using form::NodeId;
using form::NodeKind;
using form::NodeRef;
using form::Tree;

constexpr const char* xhtml = "http://www.w3.org/1999/xhtml";

bool is_element(const Tree& tree, NodeId node, std::string_view name) {
    return tree.kind(node) == NodeKind::Element && tree.name(node).local == name;
}

}  // namespace

XForm::XForm(const XmlInstance& instance, std::string language)
    : m_tree(instance.tree()), m_language(std::move(language)) {
    m_documents.trees = {&m_tree};
    m_documents.namespaces = instance.namespaces();
    // Prefixes that cases use without declaring them (ODK XForms, "Namespaces", and XHTML's own).
    m_documents.namespaces.emplace("h", xhtml);
    m_documents.namespaces.emplace("xhtml", xhtml);
    m_documents.namespaces.emplace("jr", "http://openrosa.org/javarosa");
    m_documents.namespaces.emplace("orx", "http://openrosa.org/xforms");
    m_documents.namespaces.emplace("odk", "http://www.opendatakit.org/xforms");
    const std::optional<NodeId> html = child(Tree::root, "html");
    const std::optional<NodeId> head = html ? child(*html, "head") : std::nullopt;
    m_model = head ? child(*head, "model") : child(Tree::root, "model");
    m_body = html ? child(*html, "body") : std::nullopt;
    if (!m_model) return;
    take_instances(*m_model);
    // Of a whole form the primary instance is the document that absolute paths mean.
    const std::optional<NodeId> primary = child(*m_model, "instance");
    if (head && primary) m_documents.root = {0, *primary};
}

std::optional<NodeId> XForm::child(NodeId parent, std::string_view name) const {
    std::optional<NodeId> found;
    form::walk_axis(m_tree, parent, Axis::Child, [&](NodeId node) {
        if (is_element(m_tree, node, name)) found = node;
        return !found;
    });
    return found;
}

std::optional<std::string> XForm::attribute(NodeId element, std::string_view name) const {
    std::optional<std::string> found;
    form::walk_axis(m_tree, element, Axis::Attribute, [&](NodeId node) {
        if (m_tree.name(node).local == name) found = m_tree.text(node);
        return !found;
    });
    return found;
}

std::string XForm::string_value(NodeId node) const {
    std::string scratch;
    return std::string(m_tree.string_value(node, scratch));
}

void XForm::take_instances(NodeId model) {
    form::walk_axis(m_tree, model, Axis::Child, [&](NodeId node) {
        const std::optional<std::string> id = attribute(node, "id");
        if (is_element(m_tree, node, "instance") && id) {
            m_documents.instances.emplace(*id, NodeRef{0, node});
        }
        return true;
    });
}

/// The translation of the language, else the one marked as default, else the first.
std::optional<NodeId> XForm::translation() const {
    const std::optional<NodeId> itext = m_model ? child(*m_model, "itext") : std::nullopt;
    std::optional<NodeId> found;
    if (!itext) return found;
    form::walk_axis(m_tree, *itext, Axis::Child, [&](NodeId node) {
        if (!is_element(m_tree, node, "translation")) return true;
        const bool is_wanted = m_language.empty() ? attribute(node, "default").has_value()
                                                  : attribute(node, "lang") == m_language;
        if (is_wanted || !found) found = node;
        return !is_wanted;
    });
    return found;
}

std::optional<std::string> XForm::text(std::string_view id) const {
    const std::optional<NodeId> texts = translation();
    std::optional<std::string> found;
    if (!texts) return found;
    form::walk_axis(m_tree, *texts, Axis::Child, [&](NodeId node) {
        if (attribute(node, "id") != id) return true;
        const std::optional<NodeId> value = child(node, "value");
        if (value) found = string_value(*value);
        return false;
    });
    return found;
}

std::string XForm::path_in_form(NodeId node) const {
    std::string path;
    for (; node != m_documents.root.node && node != Tree::root; node = m_tree.parent(node)) {
        path.insert(0, "/" + m_tree.name(node).local);
    }
    return path;
}

std::optional<std::string> XForm::choice_label(NodeRef question, std::string_view choice) const {
    if (!m_body) return {};
    const std::string path = path_in_form(question.node);
    std::optional<std::string> label;
    form::walk_axis(m_tree, *m_body, Axis::Descendant, [&](NodeId control) {
        if (m_tree.kind(control) != NodeKind::Element || attribute(control, "ref") != path)
            return true;
        form::walk_axis(m_tree, control, Axis::Child, [&](NodeId node) {
            if (is_element(m_tree, node, "item")) label = label_of_item(node, choice);
            if (is_element(m_tree, node, "itemset")) label = label_of_itemset(node, choice);
            return !label;
        });
        return !label;
    });
    return label;
}

std::optional<std::string> XForm::label_of_item(NodeId item, std::string_view choice) const {
    const std::optional<NodeId> value = child(item, "value");
    const std::optional<NodeId> label = child(item, "label");
    if (!value || !label || string_value(*value) != choice) return {};
    const std::optional<std::string> reference = attribute(*label, "ref");
    return reference ? evaluated(*reference, {0, item}) : string_value(*label);
}

std::optional<std::string> XForm::label_of_itemset(NodeId itemset, std::string_view choice) const {
    const std::optional<NodeId> value = child(itemset, "value");
    const std::optional<NodeId> label = child(itemset, "label");
    if (!value || !label) return {};
    const auto nodes = form::Expression::parse(
        attribute(itemset, "nodeset").value_or(""), form::Refusal::WhenEvaluated);
    if (!nodes) return {};
    const form::Environment environment;
    const auto items = nodes->evaluate(form::Scope::at(m_documents.root, m_documents, environment));
    const auto* set = items ? std::get_if<form::NodeSet>(&*items) : nullptr;
    if (set == nullptr) return {};
    for (const NodeRef item : *set) {
        if (evaluated(attribute(*value, "ref").value_or(""), item) != choice) continue;
        return evaluated(attribute(*label, "ref").value_or(""), item);
    }
    return {};
}

std::string XForm::evaluated(std::string_view expression, NodeRef context) const {
    const auto parsed = form::Expression::parse(expression, form::Refusal::WhenEvaluated);
    if (!parsed) return {};
    form::Environment environment;
    environment.labels = this;
    return parsed->text(form::Scope::at(context, m_documents, environment)).value_or("");
}

}  // namespace otk::xpath_cases
