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

/// For each question the number of the set of questions that all depend on each other in which it
/// is; alone in one if it is on no circle (Kosaraju's algorithm, without recursion: a form may lead
/// through all of its questions).
std::vector<std::size_t> knots_of(const Edges& sources, const Edges& dependents) {
    const std::size_t count = sources.size();
    std::vector<std::size_t> left_last;  // each question after all that were reached from it
    std::vector<std::size_t> next_edge(count, 0);
    std::vector<bool> is_seen(count, false);
    for (std::size_t start = 0; start < count; ++start) {
        if (is_seen[start]) continue;
        std::vector<std::size_t> path = {start};
        is_seen[start] = true;
        while (!path.empty()) {
            const std::size_t at = path.back();
            if (next_edge[at] == sources[at].size()) {
                left_last.push_back(at);
                path.pop_back();
                continue;
            }
            const std::size_t next = sources[at][next_edge[at]++];
            if (is_seen[next]) continue;
            is_seen[next] = true;
            path.push_back(next);
        }
    }
    std::vector<std::size_t> knots(count, count);
    for (auto start = left_last.rbegin(); start != left_last.rend(); ++start) {
        if (knots[*start] != count) continue;
        std::vector<std::size_t> open = {*start};
        knots[*start] = *start;
        while (!open.empty()) {
            const std::size_t at = open.back();
            open.pop_back();
            for (const std::size_t dependent : dependents[at]) {
                if (knots[dependent] != count) continue;
                knots[dependent] = *start;
                open.push_back(dependent);
            }
        }
    }
    return knots;
}

/// The shortest way from a question through what it reads, inside its knot, back to itself; empty
/// if there is none.
Graph::Circle circle_from(
    std::size_t first, const Edges& sources, const std::vector<std::size_t>& knots) {
    std::map<std::size_t, std::size_t> readers;  // who led to a question
    std::queue<std::size_t> open;
    open.push(first);
    while (!open.empty()) {
        const std::size_t at = open.front();
        open.pop();
        for (const std::size_t source : sources[at]) {
            if (source == first) {
                Graph::Circle circle = {at};
                while (circle.back() != first)
                    circle.push_back(readers.at(circle.back()));
                return {circle.rbegin(), circle.rend()};
            }
            if (knots[source] != knots[first] || !readers.emplace(source, at).second) continue;
            open.push(source);
        }
    }
    return {};
}

std::vector<Graph::Circle> circles_among(const Edges& sources, const Edges& dependents) {
    const std::vector<std::size_t> knots = knots_of(sources, dependents);
    std::vector<bool> is_told(knots.size(), false);
    std::vector<Graph::Circle> circles;
    for (std::size_t question = 0; question < knots.size(); ++question) {
        if (is_told[knots[question]]) continue;
        is_told[knots[question]] = true;
        Graph::Circle circle = circle_from(question, sources, knots);
        if (!circle.empty()) circles.push_back(std::move(circle));
    }
    return circles;
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
    if (graph.m_order.size() < count) {
        const std::vector<Circle> circles = circles_among(sources, graph.m_dependents);
        return fail(ErrorKind::InvalidInput,
            format("depends on itself: {}", in_words(form, circles.front())));
    }
    return graph;
}

std::vector<Graph::Circle> Graph::circles_in(const Form& form) {
    const Edges sources = sources_of(form, FormInstance(form));
    return circles_among(sources, turned(sources));
}

std::string Graph::in_words(const Form& form, const Circle& circle) {
    std::string words;
    for (const std::size_t question : circle)
        words += form.questions[question].name + " → ";
    return words + form.questions[circle.front()].name;
}

}  // namespace otk::form
