#include "core/form/graph.h"

#include <algorithm>
#include <functional>
#include <queue>

#include "core/base/format.h"
#include "core/form/reads.h"

namespace otk::form {
namespace {

using Edges = std::vector<std::vector<std::size_t>>;

/// Follows the questions that wait for each other until one comes again.
std::string path_of_cycle(const Form& form, const Edges& sources, const std::vector<bool>& is_placed) {
    const auto first = std::find(is_placed.begin(), is_placed.end(), false);
    std::vector<std::size_t> path = {static_cast<std::size_t>(first - is_placed.begin())};
    while (true) {
        const std::vector<std::size_t>& waits_for = sources[path.back()];
        const std::size_t next = *std::find_if(waits_for.begin(), waits_for.end(),
            [&](std::size_t source) { return !is_placed[source]; });
        const auto start = std::find(path.begin(), path.end(), next);
        if (start == path.end()) {
            path.push_back(next);
            continue;
        }
        std::string text;
        for (auto at = start; at != path.end(); ++at) {
            text += form.questions[*at].name + " → ";
        }
        return text + form.questions[next].name;
    }
}

/// What each question's relevance, calculation and choices read.
class Sources {
  public:
    Sources(const Form& form, const FormInstance& instance) : m_form(form), m_instance(instance) {
        // The condition of a group is followed once, not once a question in it.
        for (std::size_t index = 0; index < form.groups.size(); ++index) {
            m_groups.push_back(
                read(form.groups[index].relevant, instance.group(index), instance.group(index)));
        }
    }

    std::vector<std::size_t> of(std::size_t index) const {
        const Question& question = m_form.questions[index];
        const NodeRef node = m_instance.question(index);
        std::vector<std::size_t> all = read(question.relevant, node, node);
        add(all, read(question.calculation, node, node));
        add(all, read(question.seed, node, node));
        // All items of a list have the same children, so that one stands for all.
        const bool has_choices = question.list && !m_form.lists[*question.list].choices.empty();
        const NodeRef choice = has_choices ? m_instance.item(*question.list, 0) : node;
        add(all, read(question.choice_filter, choice, node));
        for (auto group = question.group; group; group = m_form.groups[*group].parent) {
            add(all, m_groups[*group]);
        }
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    }

  private:
    std::vector<std::size_t> read(
        const std::optional<Expression>& expression, NodeRef context, NodeRef current) const {
        if (!expression) return {};
        return reads_of(*expression, m_instance, context, current).questions;
    }
    static void add(std::vector<std::size_t>& all, const std::vector<std::size_t>& more) {
        all.insert(all.end(), more.begin(), more.end());
    }

    const Form& m_form;
    const FormInstance& m_instance;
    std::vector<std::vector<std::size_t>> m_groups;
};

Edges sources_of(const Form& form, const FormInstance& instance) {
    const Sources sources(form, instance);
    Edges edges;
    for (std::size_t index = 0; index < form.questions.size(); ++index) {
        edges.push_back(sources.of(index));
    }
    return edges;
}

}  // namespace

std::optional<std::size_t> Graph::find(std::string_view question_name) const {
    const auto found = m_names.find(question_name);
    if (found == m_names.end()) return {};
    return found->second;
}

Result<Graph> Graph::of(const Form& form) {
    const std::size_t count = form.questions.size();
    Graph graph;
    graph.m_instance = std::make_shared<const FormInstance>(form);
    graph.m_dependents.resize(count);
    for (std::size_t index = 0; index < count; ++index) {
        graph.m_names.emplace(form.questions[index].name, index);
    }

    const Edges sources = sources_of(form, *graph.m_instance);
    for (std::size_t index = 0; index < count; ++index) {
        for (const std::size_t source : sources[index])
            graph.m_dependents[source].push_back(index);
    }

    std::vector<std::size_t> waits_for(count);
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t index = 0; index < count; ++index) {
        waits_for[index] = sources[index].size();
        if (waits_for[index] == 0) ready.push(index);
    }
    std::vector<bool> is_placed(count, false);
    while (!ready.empty()) {
        const std::size_t next = ready.top();
        ready.pop();
        is_placed[next] = true;
        graph.m_order.push_back(next);
        for (const std::size_t dependent : graph.m_dependents[next]) {
            if (--waits_for[dependent] == 0) ready.push(dependent);
        }
    }
    if (graph.m_order.size() != count) {
        return fail(ErrorKind::InvalidInput,
            format("depends on itself: {}", path_of_cycle(form, sources, is_placed)));
    }
    return graph;
}

}  // namespace otk::form
