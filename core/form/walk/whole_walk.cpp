#include "core/form/walk/whole_walk.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <utility>

namespace otk::form::walk_parts {
namespace {

/// The caller is asked whether to go on once in so many answers.
constexpr std::size_t answers_between_calls = 10;

class WholeWalk {
  public:
    explicit WholeWalk(Ground& ground) : m_ground(ground) {}

    bool run() {
        std::vector<Start> starts;
        for (const auto& [options, weight] : m_ground.beginnings()) {
            m_channel = options.channel;
            const Visit visit = m_ground.begin(options);
            m_ground.see_pages(visit, 0, visit.page_index());
            starts.push_back({options.channel, weight, explore(visit)});
            if (m_is_cut) return false;
        }
        collect_routes(starts);
        return true;
    }

  private:
    struct Start {
        std::string channel;
        double weight;
        std::size_t state;
    };

    // What comes after a page: another page and what comes after that, or one of two ends.
    static constexpr std::size_t finished = 0;
    static constexpr std::size_t dead = 1;

    /// One sequence of pages from a state on: how many combinations lead that way, and the answers
    /// on this page that the first of them gave.
    struct Way {
        std::size_t rest = finished;
        double combinations = 0;
        std::size_t next_state = 0;
        std::size_t next_rest = finished;
        std::shared_ptr<const Answers> given;
    };
    struct State {
        double combinations = 0;
        std::map<std::size_t, Way> ways;  ///< by Way::rest
    };

    /// What tells one state from another, the day too, for which an expression may ask; as 128
    /// bits, because the values themselves may be kilobytes.
    using Key = std::pair<std::size_t, std::size_t>;
    struct KeyHash {
        std::size_t operator()(const Key& key) const { return key.first; }
    };

    Key key_of(const Visit& visit) const {
        std::string key = std::to_string(visit.page_index()) + visit.day();
        for (const std::size_t question : m_ground.reads().of(visit.page_index())) {
            key += '\x1f';
            key += visit.value(question);
        }
        const std::size_t first = std::hash<std::string>()(key);
        key += '\x1e';
        return {first, std::hash<std::string>()(key)};
    }

    std::size_t followed_by(std::size_t page, std::size_t rest) {
        const auto [known, is_new] = m_rest_ids.try_emplace({page, rest}, m_rests.size());
        if (is_new) m_rests.emplace_back(page, rest);
        return known->second;
    }

    // A page goes to the next, a question to the next of its page: as deep as a form has pages and
    // questions (FormLimits::questions_max), and what lies on the stack is small.
    // NOLINTBEGIN(misc-no-recursion)
    std::size_t explore(const Visit& visit) {
        const Key key = key_of(visit);
        if (const auto known = m_known.find(key); known != m_known.end()) return known->second;
        m_ground.show(visit);
        const std::size_t place = m_path.size();
        Page page{visit.page_index(), {}, {}, visit};
        Answers given;
        std::vector<std::size_t> decided;
        decide(page, visit, given, decided);
        m_path.resize(place);
        if (page.state.ways.empty() && !m_is_cut) {
            put_dead_end(page);
            // A value that was not tried may lead on: what comes after is walked all the same.
            page.is_passed_by = !is_proven_dead_end(page);
            if (page.is_passed_by) decide(page, visit, given, decided);
            m_path.resize(place);
        }
        if (page.state.ways.empty() && !m_is_cut) {
            put_way(page, dead, 1, 0, dead, std::make_shared<const Answers>());
        }
        m_states.push_back(std::move(page.state));
        m_known.emplace(key, m_states.size() - 1);
        return m_states.size() - 1;
    }

    /// The page that is being answered.
    struct Page {
        std::size_t index;
        State state;
        std::vector<Problem> problems;  ///< of the last try
        const Visit& entered;
        std::set<std::vector<Ground::Blocker>> blockers{};  ///< of each try
        double weight = 1;  ///< combinations that the answers so far stand for
        bool is_passed_by = false;
    };

    void decide(Page& page, const Visit& visit, Answers& given, std::vector<std::size_t>& decided) {
        const std::optional<std::size_t> question = m_ground.undecided(visit, decided);
        if (!question) return leave(page, visit, given, decided);
        decided.push_back(*question);
        for (const auto& [value, weight] : m_ground.candidates(visit, *question)) {
            if (!has_time()) break;
            Visit answered = visit;
            if (!answered.answer(*question, value)) continue;
            if (!value.empty()) given.emplace_back(*question, value);
            const double combinations = std::exchange(page.weight, page.weight * weight);
            decide(page, answered, given, decided);
            page.weight = combinations;
            if (!value.empty()) given.pop_back();
            if (m_is_cut) break;
        }
        decided.pop_back();
    }

    void leave(Page& page, const Visit& visit, const Answers& given,
        const std::vector<std::size_t>& decided) {
        if (!counts_a_try()) return;
        Visit left = visit;
        Answers all = given;
        m_ground.fill_the_rest(left, decided, all);
        m_ground.see_pages(left, page.index, page.index + 1);
        m_ground.show(left);
        page.problems = left.problems();
        if (!page.problems.empty()) {
            put_blockers(page, left);
            if (!page.is_passed_by) return;
        }
        if (!left.pass_by()) {
            m_ground.see_end(left);
            return put_way(page, finished, page.weight, 0, finished,
                std::make_shared<const Answers>(std::move(all)));
        }
        m_ground.see_pages(left, page.index + 1, left.page_index());
        const std::size_t place = m_path.size();
        m_path.insert(m_path.end(), all.begin(), all.end());
        const std::size_t next = explore(left);
        m_path.resize(place);
        if (m_is_cut) return;
        const auto given_here = std::make_shared<const Answers>(std::move(all));
        for (const auto& [rest, way] : m_states[next].ways) {
            put_way(page, rest, page.weight * way.combinations, next, rest, given_here);
        }
        page.state.combinations +=
            page.weight * (m_states[next].combinations - sum_of(m_states[next]));
    }
    // NOLINTEND(misc-no-recursion)

    static double sum_of(const State& state) {
        double sum = 0;
        for (const auto& [rest, way] : state.ways)
            sum += way.combinations;
        return sum;
    }

    void put_way(Page& page, std::size_t after, double combinations, std::size_t next_state,
        std::size_t next_rest, const std::shared_ptr<const Answers>& given) {
        page.state.combinations += combinations;
        const std::size_t rest = followed_by(page.index, after);
        const auto known = page.state.ways.find(rest);
        if (known != page.state.ways.end()) {
            known->second.combinations += combinations;
        } else if (has_room_for_way(page.state)) {
            ++m_ways;
            page.state.ways.emplace(rest, Way{rest, combinations, next_state, next_rest, given});
        } else {
            m_routes_cut = true;
        }
    }

    bool has_room_for_way(const State& state) const {
        const WalkOptions& options = m_ground.options();
        return state.ways.empty() ||
               (state.ways.size() < options.routes_max && m_ways < options.ways_max);
    }

    void put_blockers(Page& page, const Visit& left) const {
        std::vector<Ground::Blocker> blockers;
        for (const Problem& problem : page.problems)
            blockers.push_back(m_ground.blocker(left, problem));
        page.blockers.insert(std::move(blockers));
    }

    /// Each try failed by a problem that another answer would have had, too; what else it failed
    /// by matters no more.
    bool is_proven_dead_end(const Page& page) const {
        return std::all_of(page.blockers.begin(), page.blockers.end(), [&](const auto& blockers) {
            return std::any_of(blockers.begin(), blockers.end(),
                [&](const auto& blocker) { return m_ground.is_proven(blocker, page.index); });
        });
    }

    void put_dead_end(const Page& page) {
        std::vector<DeadEnd>& known = m_ground.walk().dead_ends;
        const bool is_known = std::any_of(
            known.begin(), known.end(), [&](const DeadEnd& one) { return one.page == page.index; });
        if (is_known) return;
        known.push_back({page.index, m_channel, m_path, page.problems, is_proven_dead_end(page)});
    }

    bool counts_a_try() {
        Walk& walk = m_ground.walk();
        if (m_is_cut) return false;
        if (walk.tries >= m_ground.options().tries_max) m_is_cut = true;
        if (!m_is_cut && has_time()) ++walk.tries;
        return !m_is_cut;
    }

    bool has_time() {
        const bool is_time_to_ask = m_answers++ % answers_between_calls == 0;
        if (is_time_to_ask && !m_ground.goes_on({.tries = m_ground.walk().tries})) m_is_cut = true;
        return !m_is_cut;
    }

    Route route_of(const std::string& channel, std::size_t state, std::size_t rest) const {
        Route route;
        route.channel = channel;
        while (rest > dead) {
            route.pages.push_back(m_rests[rest].first);
            const Way& way = m_states[state].ways.at(rest);
            route.example.insert(route.example.end(), way.given->begin(), way.given->end());
            state = way.next_state;
            rest = way.next_rest;
        }
        route.is_dead_end = rest == dead;
        return route;
    }

    void collect_routes(const std::vector<Start>& starts) {
        Walk& walk = m_ground.walk();
        std::map<std::size_t, std::size_t> places;  // rest → index of its route
        for (const auto& [channel, weight, state] : starts) {
            walk.combinations += weight * m_states[state].combinations;
            for (const auto& [rest, way] : m_states[state].ways) {
                const auto [known, is_new] = places.try_emplace(rest, walk.routes.size());
                if (is_new) walk.routes.push_back(route_of(channel, state, rest));
                walk.routes[known->second].combinations += weight * way.combinations;
            }
        }
        walk.routes_cut = m_routes_cut;
    }

    Ground& m_ground;
    std::string m_channel;
    Answers m_path;             ///< what led to the page that is being answered
    std::size_t m_answers = 0;  ///< that were tried, also those that were refused
    std::size_t m_ways = 0;     ///< of all states
    bool m_is_cut = false;
    bool m_routes_cut = false;
    std::unordered_map<Key, std::size_t, KeyHash> m_known;
    std::vector<State> m_states;
    std::map<std::pair<std::size_t, std::size_t>, std::size_t> m_rest_ids;
    /// Page and what follows it; the first two stand for the ends.
    std::vector<std::pair<std::size_t, std::size_t>> m_rests{{0, finished}, {0, dead}};
};

}  // namespace

bool walk_whole(Ground& ground) {
    return WholeWalk(ground).run();
}

}  // namespace otk::form::walk_parts
