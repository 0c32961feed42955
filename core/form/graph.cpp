#include "core/form/graph.h"

#include <algorithm>
#include <functional>
#include <queue>

#include "core/base/assert.h"
#include "core/base/format.h"

namespace otk::form {
namespace {

using Edges = std::vector<std::vector<std::size_t>>;

/// An order in which each question comes after all that it reads; those in or behind a circle are
/// in none.
std::vector<std::size_t> ordered(const Edges& sources, const Edges& dependents) {
    std::vector<std::size_t> order;
    std::vector<std::size_t> waits_for(sources.size());
    std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
    for (std::size_t index = 0; index < sources.size(); ++index) {
        waits_for[index] = sources[index].size();
        if (waits_for[index] == 0) ready.push(index);
    }
    while (!ready.empty()) {
        const std::size_t next = ready.top();
        ready.pop();
        order.push_back(next);
        for (const std::size_t dependent : dependents[next]) {
            if (--waits_for[dependent] == 0) ready.push(dependent);
        }
    }
    return order;
}

/// Follows the questions that wait for each other until one comes again.
std::vector<std::size_t> circle_among(const Edges& sources, const std::vector<std::size_t>& order) {
    std::vector<bool> is_placed(sources.size(), false);
    for (const std::size_t question : order)
        is_placed[question] = true;
    const auto first = std::find(is_placed.begin(), is_placed.end(), false);
    if (first == is_placed.end()) return {};
    std::vector<std::size_t> path = {static_cast<std::size_t>(first - is_placed.begin())};
    while (true) {
        const std::vector<std::size_t>& waits_for = sources[path.back()];
        const std::size_t next = *std::find_if(waits_for.begin(), waits_for.end(),
            [&](std::size_t source) { return !is_placed[source]; });
        const auto start = std::find(path.begin(), path.end(), next);
        if (start != path.end()) return {start, path.end()};
        path.push_back(next);
    }
}

/// "a → b → a".
std::string in_words(const Form& form, const std::vector<std::size_t>& circle) {
    std::string words;
    for (const std::size_t question : circle)
        words += form.questions[question].name + " → ";
    return words + form.questions[circle.front()].name;
}

/// What each question's relevance, calculation and choices read.
Edges sources_of(const Form& form, const FormInstance& instance) {
    const FormReads reads(form, instance);
    Edges edges(form.questions.size());
    for (std::size_t index = 0; index < edges.size(); ++index) {
        std::vector<std::size_t>& sources = edges[index];
        for (const FormReads::Reader* reader : reads.around(index)) {
            if (!Graph::is_kept_up(reader->role)) continue;
            const std::vector<std::size_t>& more = reader->reads.questions;
            sources.insert(sources.end(), more.begin(), more.end());
        }
        std::sort(sources.begin(), sources.end());
        sources.erase(std::unique(sources.begin(), sources.end()), sources.end());
    }
    return edges;
}

/// The same arrows the other way.
Edges turned(const Edges& sources) {
    Edges dependents(sources.size());
    for (std::size_t index = 0; index < sources.size(); ++index) {
        for (const std::size_t source : sources[index])
            dependents[source].push_back(index);
    }
    return dependents;
}

}  // namespace

bool Graph::is_kept_up(FormReads::Role role) {
    switch (role) {
        case FormReads::Role::Relevant:
        case FormReads::Role::Calculation:
        case FormReads::Role::Filter:
        case FormReads::Role::Seed:
            return true;
        case FormReads::Role::Required:
        case FormReads::Role::Constraint:
        case FormReads::Role::Default:
            return false;
    }
    OTK_UNREACHABLE();
}

std::optional<std::size_t> Graph::find(std::string_view question_name) const {
    const auto found = m_names.find(question_name);
    if (found == m_names.end()) return {};
    return found->second;
}

Result<Graph> Graph::of(const Form& form) {
    const std::size_t count = form.questions.size();
    Graph graph;
    graph.m_instance = std::make_shared<const FormInstance>(form);
    for (std::size_t index = 0; index < count; ++index) {
        graph.m_names.emplace(form.questions[index].name, index);
    }
    const Edges sources = sources_of(form, *graph.m_instance);
    graph.m_dependents = turned(sources);
    graph.m_order = ordered(sources, graph.m_dependents);
    const std::vector<std::size_t> circle = circle_among(sources, graph.m_order);
    if (!circle.empty()) {
        return fail(
            ErrorKind::InvalidInput, format("depends on itself: {}", in_words(form, circle)));
    }
    return graph;
}

std::vector<std::size_t> Graph::circle_in(const Form& form) {
    const Edges sources = sources_of(form, FormInstance(form));
    return circle_among(sources, ordered(sources, turned(sources)));
}

}  // namespace otk::form
