#include "core/form/graph.h"

#include <algorithm>
#include <functional>
#include <queue>

#include "core/base/format.h"

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

}  // namespace

std::optional<std::size_t> Graph::find(std::string_view question_name) const {
    const auto found = m_names.find(question_name);
    if (found == m_names.end()) return {};
    return found->second;
}

Result<Graph> Graph::of(const Form& form) {
    const std::size_t count = form.questions.size();
    Graph graph;
    graph.m_dependents.resize(count);
    for (std::size_t index = 0; index < count; ++index) {
        graph.m_names.emplace(form.questions[index].name, index);
    }

    Edges sources(count);
    for (std::size_t index = 0; index < count; ++index) {
        const auto read = [&](const std::optional<Expression>& expression) {
            if (!expression) return;
            for (const std::string& name : expression->questions()) {
                const std::optional<std::size_t> source = graph.find(name);
                if (!source) continue;
                std::vector<std::size_t>& known = sources[index];
                if (std::find(known.begin(), known.end(), *source) != known.end()) continue;
                known.push_back(*source);
                graph.m_dependents[*source].push_back(index);
            }
        };
        const Question& question = form.questions[index];
        read(question.relevant);
        read(question.calculation);
        read(question.choice_filter);
        read(question.seed);
        for (auto group = question.group; group; group = form.groups[*group].parent) {
            read(form.groups[*group].relevant);
        }
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
