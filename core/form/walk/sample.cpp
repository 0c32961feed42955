#include "core/form/walk/sample.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

namespace otk::form::walk_parts {
namespace {

/// How often a sampled visitor answers a page anew before it counts as one that he cannot leave.
constexpr int page_tries_max = 50;
/// The same once a visitor could not leave it: so that such a page does not eat the time of all.
constexpr int hard_page_tries_max = 5;

class Sample {
  public:
    explicit Sample(Ground& ground) : m_ground(ground), m_chance(ground.options().seed) {}

    void run() {
        Walk& walk = m_ground.walk();
        const std::vector<Ground::Beginning> starts = m_ground.beginnings();
        for (std::size_t number = 0; number < m_ground.options().sample_max; ++number) {
            if (!m_ground.goes_on({walk.tries, number, true})) break;
            visit(starts[below(starts.size())].options);
            ++walk.sampled;
        }
        for (auto& [pages, route] : m_routes)
            walk.routes.push_back(std::move(route));
        walk.combinations = static_cast<double>(walk.sampled);
    }

  private:
    std::size_t below(std::size_t end) { return m_chance() % end; }

    void visit(const VisitOptions& options) {
        Visit visit = m_ground.begin(options);
        m_ground.see_pages(visit, 0, visit.page_index());
        std::vector<std::size_t> pages;
        Answers given;
        while (true) {
            pages.push_back(visit.page_index());
            m_ground.show(visit);
            if (!leave(visit, given)) return put_route(options.channel, pages, given, true);
            const std::size_t before = visit.page_index();
            if (!visit.pass_by()) break;
            m_ground.see_pages(visit, before + 1, visit.page_index());
        }
        m_ground.see_end(visit);
        put_route(options.channel, pages, given, false);
    }

    /// Answers the page by chance until it can be left, or until only a value that was not tried
    /// could do it.
    bool leave(Visit& visit, Answers& given) {
        Visit last = visit;
        const bool is_hard = m_hard_pages.contains(visit.page_index());
        for (int number = 0; number < (is_hard ? hard_page_tries_max : page_tries_max); ++number) {
            Visit tried = visit;
            Answers answers;
            std::vector<std::size_t> decided;
            while (const std::optional<std::size_t> question = m_ground.undecided(tried, decided)) {
                decided.push_back(*question);
                const std::vector<Candidate> values = m_ground.candidates(tried, *question);
                const std::string& value = values[below(values.size())].value;
                if (tried.answer(*question, value) && !value.empty()) {
                    answers.emplace_back(*question, value);
                }
            }
            m_ground.fill_the_rest(tried, decided, answers);
            m_ground.see_pages(tried, tried.page_index(), tried.page_index() + 1);
            if (!tried.problems().empty()) {
                last = std::move(tried);
                continue;
            }
            given.insert(given.end(), answers.begin(), answers.end());
            visit = std::move(tried);
            m_ground.show(visit);
            return true;
        }
        m_hard_pages.insert(visit.page_index());
        const std::vector<Problem> problems = last.problems();
        const bool is_proven =
            std::all_of(problems.begin(), problems.end(), [&](const Problem& problem) {
                return m_ground.is_proven(m_ground.blocker(last, problem), last.page_index());
            });
        if (is_proven) return false;
        visit = std::move(last);
        return true;
    }

    void put_route(const std::string& channel, const std::vector<std::size_t>& pages,
        const Answers& given, bool is_dead_end) {
        const auto known = m_routes.find({pages, is_dead_end});
        if (known != m_routes.end()) {
            ++known->second.combinations;
        } else if (m_routes.size() < m_ground.options().routes_max) {
            m_routes.emplace(
                std::pair(pages, is_dead_end), Route{pages, 1, channel, given, is_dead_end});
        } else {
            m_ground.walk().routes_cut = true;
        }
    }

    Ground& m_ground;
    std::mt19937_64 m_chance;
    std::set<std::size_t> m_hard_pages;
    std::map<std::pair<std::vector<std::size_t>, bool>, Route> m_routes;
};

}  // namespace

void walk_sample(Ground& ground) {
    Sample(ground).run();
}

}  // namespace otk::form::walk_parts
