#include <algorithm>
#include <set>

#include "core/base/format.h"
#include "core/form/findings/findings.h"
#include "core/form/syntax.h"

namespace otk::form {
namespace {

/// Collects the lists that expressions name: instance('list').
class NamedLists {
  public:
    void look_at(const std::optional<Expression>& expression) {
        if (expression) look_at(expression->tree());
    }
    /// A name that is computed may be any.
    bool may_have(const std::string& list) const { return m_is_any || m_names.contains(list); }

  private:
    // NOLINTNEXTLINE(misc-no-recursion): Expression::depth_max
    void look_at(const syntax::Node& node) {
        if (node.kind == syntax::Kind::Call && node.text == "instance") {
            const bool is_literal =
                node.children.size() == 1 && node.children.front().kind == syntax::Kind::Literal;
            if (is_literal) {
                m_names.insert(node.children.front().text);
            } else {
                m_is_any = true;
            }
        }
        for (const syntax::Node& child : node.children)
            look_at(child);
        for (const syntax::Node& filter : node.filters)
            look_at(filter);
        for (const syntax::Step& step : node.steps) {
            for (const syntax::Node& predicate : step.predicates)
                look_at(predicate);
        }
    }

    bool m_is_any = false;
    std::set<std::string> m_names;
};

NamedLists lists_named_in(const Form& form) {
    NamedLists named;
    for (const Group& group : form.groups)
        named.look_at(group.relevant);
    for (const Question& question : form.questions) {
        for (const auto* expression :
            {&question.required, &question.relevant, &question.constraint, &question.calculation,
                &question.default_value, &question.choice_filter, &question.seed}) {
            named.look_at(*expression);
        }
    }
    return named;
}

}  // namespace

std::vector<Finding> findings_of_lists(const Form& form) {
    const NamedLists named = lists_named_in(form);
    std::vector<Finding> found;
    for (std::size_t index = 0; index < form.lists.size(); ++index) {
        const std::string& name = form.lists[index].name;
        const bool is_asked = std::any_of(form.questions.begin(), form.questions.end(),
            [index](const Question& question) { return question.list == index; });
        if (is_asked || named.may_have(name)) continue;
        found.push_back({.severity = Severity::Warning,
            .rule = "unused-list",
            .place = FormProblem::Place::Choice,
            .index = index,
            .column = "list_name",
            .message = format("no question has the list \"{}\": write it behind a type, or remove "
                              "its rows",
                name)});
    }
    return found;
}

}  // namespace otk::form
