#include "core/form/form_instance.h"

#include <algorithm>
#include <set>

namespace otk::form {
namespace {

/// The groups around a question, the outermost first.
std::vector<std::size_t> groups_around(const Form& form, const Question& question) {
    std::vector<std::size_t> groups;
    for (auto group = question.group; group; group = form.groups[*group].parent) {
        groups.push_back(*group);
    }
    std::reverse(groups.begin(), groups.end());
    return groups;
}

/// Columns of a list; a cell that was left empty is not in the compiled form, but it is there: as
/// "".
std::set<std::string> columns_of(const ChoiceList& list) {
    std::set<std::string> columns;
    for (const Choice& choice : list.choices) {
        for (const auto& [column, text] : choice.columns)
            columns.insert(column);
    }
    return columns;
}

void put_cells(Tree::Builder& builder, const std::set<std::string>& columns, const Choice& choice) {
    for (const std::string& column : columns) {
        const auto cell = choice.columns.find(column);
        builder.leaf(column, cell == choice.columns.end() ? std::string() : cell->second);
    }
}

}  // namespace

FormInstance::FormInstance(const Form& form) {
    m_trees.reserve(form.lists.size() + 1);
    build_primary(form);
    for (const ChoiceList& list : form.lists)
        build_list(form, list);
    for (const Tree& tree : m_trees)
        m_documents.trees.push_back(&tree);
    m_documents.empty_node = Documents::EmptyNode::False;
    for (std::size_t index = 0; index < form.questions.size(); ++index) {
        m_documents.questions.emplace(form.questions[index].name, question(index));
    }
    for (std::size_t index = 0; index < form.lists.size(); ++index) {
        m_documents.instances.emplace(
            form.lists[index].name, NodeRef{static_cast<std::uint32_t>(index + 1), Tree::root});
    }
}

void FormInstance::build_primary(const Form& form) {
    Tree::Builder builder;
    const NodeId data = builder.open({.local = "data"});
    builder.attribute({.local = "id"}, form.id);
    builder.attribute({.local = "version"}, form.version);
    m_group_nodes.assign(form.groups.size(), data);
    std::vector<std::size_t> open;
    for (const Question& question : form.questions) {
        const std::vector<std::size_t> around = groups_around(form, question);
        const auto shared = std::mismatch(open.begin(), open.end(), around.begin(), around.end());
        for (auto group = shared.first; group != open.end(); ++group)
            builder.close();
        for (auto group = shared.second; group != around.end(); ++group) {
            m_group_nodes[*group] = builder.open({.local = form.groups[*group].name});
        }
        open = around;
        m_question_nodes.push_back(builder.leaf(question.name, ""));
    }
    for (std::size_t depth = 0; depth <= open.size(); ++depth)
        builder.close();
    m_trees.push_back(builder.finish());

    m_question_of.resize(m_trees.front().size());
    for (std::size_t index = 0; index < m_question_nodes.size(); ++index) {
        m_question_of[m_question_nodes[index]] = index;
        m_question_of[answer(index)] = index;
    }
}

void FormInstance::build_list(const Form& form, const ChoiceList& list) {
    const std::set<std::string> columns = columns_of(list);
    m_cells += columns.size() * list.choices.size();
    std::vector<NodeId>& items = m_items.emplace_back();
    Tree::Builder builder;
    builder.open({.local = "root"});
    for (const Choice& choice : list.choices) {
        items.push_back(builder.open({.local = "item"}));
        builder.leaf("name", choice.name);
        builder.leaf("label", std::string(choice.label.in(form.default_language)));
        if (m_cells > cells_max) {
            for (const auto& [column, text] : choice.columns)
                builder.leaf(column, text);
        } else {
            put_cells(builder, columns, choice);
        }
        builder.close();
    }
    builder.close();
    m_trees.push_back(builder.finish());
}

std::optional<std::size_t> FormInstance::question_of(NodeRef node) const {
    if (node.tree != 0) return {};
    return m_question_of[node.node];
}

LiveInstance::LiveInstance(const FormInstance& form)
    : m_tree(*form.documents().trees.front()), m_documents(form.documents()) {
    m_documents.trees.front() = &m_tree;
}

LiveInstance::LiveInstance(const LiveInstance& other)
    : m_tree(other.m_tree), m_documents(other.m_documents) {
    m_documents.trees.front() = &m_tree;
}

LiveInstance& LiveInstance::operator=(const LiveInstance& other) {
    m_tree = other.m_tree;
    m_documents = other.m_documents;
    m_documents.trees.front() = &m_tree;
    return *this;
}

}  // namespace otk::form
