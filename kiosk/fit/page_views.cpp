#include "kiosk/fit/page_views.h"

#include <algorithm>
#include <ctime>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "core/base/format.h"
#include "core/form/walk/walk.h"

namespace otk::kiosk::fit {
namespace {

/// What is drawn differs with the questions that are shown and the choices that are offered.
struct Content {
    std::string names;
    std::size_t size = 0;
};

Content content_of(const form::Visit& visit) {
    Content content;
    for (const std::size_t question : visit.shown_questions()) {
        content.names += '\n' + visit.form().questions[question].name;
        ++content.size;
        for (const form::Choice* choice : visit.offered(question)) {
            content.names += ' ' + choice->name;
            ++content.size;
        }
    }
    return content;
}

struct View {
    Content content;
    form::Visit visit;
};

class Views {
  public:
    explicit Views(std::size_t per_page_max) : m_per_page_max(per_page_max) {}

    /// True if it is among the fullest now.
    bool put(const form::Visit& visit) {
        Content content = content_of(visit);
        std::vector<View>& views = m_views[visit.page_index()];
        const bool is_known = std::any_of(views.begin(), views.end(),
            [&](const View& known) { return known.content.names == content.names; });
        if (is_known) return false;
        const std::size_t size = content.size;
        views.push_back({std::move(content), visit});
        std::stable_sort(views.begin(), views.end(),
            [](const View& a, const View& b) { return a.content.size > b.content.size; });
        if (views.size() <= m_per_page_max) return true;
        const bool is_last = size <= views.back().content.size;
        views.pop_back();
        return !is_last;
    }

    std::vector<form::Visit> take() {
        std::vector<form::Visit> all;
        for (auto& [page, views] : m_views) {
            for (View& view : views)
                all.push_back(std::move(view.visit));
        }
        return all;
    }

  private:
    std::size_t m_per_page_max;
    std::map<std::size_t, std::vector<View>> m_views;
};

/// What of a visit decides about a page's words and about those around them.
std::string standing_of(const form::Visit& visit) {
    // «Осталось 3 вопроса» is the most that is said.
    constexpr std::size_t left_told_apart = 3;
    std::size_t given = 0;
    bool is_answered = false;
    std::string slips;
    for (std::size_t index = 0; index < visit.form().questions.size(); ++index) {
        const form::Question& question = visit.form().questions[index];
        const bool takes_answer = form::traits_of(question.kind).takes_answer;
        if (takes_answer && !visit.value(index).empty()) ++given;
        if (question.appearance.printer && visit.is_relevant(index)) slips += ' ' + question.name;
    }
    for (const std::size_t shown : visit.shown_questions())
        is_answered = is_answered || !visit.value(shown).empty();
    return format("{} {} {} {}{}{}", visit.page_index(),
        std::min(visit.pages_left(), left_told_apart), std::min<std::size_t>(given, 2), is_answered,
        slips, content_of(visit).names);
}

form::WalkOptions bounds_of_walk() {
    form::WalkOptions options;
    // Enough for the states of any page; a form with more is sampled, fullest pages included.
    options.tries_max = 20'000;
    options.sample_max = 2'000;
    options.routes_max = 1;
    // Forms that need more than a second are none that people write.
    constexpr std::clock_t clocks_max = 20 * CLOCKS_PER_SEC;
    options.goes_on = [begun = std::clock()](
                          const form::WalkProgress&) { return std::clock() - begun < clocks_max; };
    return options;
}

}  // namespace

PageStates page_states(const std::shared_ptr<const form::Form>& form, std::size_t states_max) {
    PageStates states;
    Views fullest(views_per_page);
    std::set<std::string> known;
    bool has_room = true;
    bool has_news = true;
    form::WalkOptions options = bounds_of_walk();
    // A thousand visitors by chance who bring nothing new: the next thousand would not either.
    options.goes_on = [&has_news, has_time = options.goes_on](const auto& progress) {
        constexpr std::size_t visitors = 1000;
        const bool is_in_between = progress.sampled % visitors != 0;
        return has_time(progress) &&
               (!progress.is_sampling || is_in_between || std::exchange(has_news, false));
    };
    options.on_page = [&](const form::Visit& visit) {
        if (visit.shown_questions().empty()) return;
        if (fullest.put(visit)) has_news = true;
        std::string state = standing_of(visit);
        if (known.contains(state)) return;
        has_room = has_room && states.visits.size() < states_max;
        if (!has_room) return;
        has_news = true;
        known.insert(std::move(state));
        states.visits.push_back(visit);
    };
    const form::Walk walk = form::walk(form, options);
    for (const form::Visit& visit : fullest.take()) {
        if (known.insert(standing_of(visit)).second) states.visits.push_back(visit);
    }
    states.is_complete = walk.is_complete && has_room;
    std::ranges::stable_sort(states.visits, {}, &form::Visit::page_index);
    return states;
}

std::vector<form::Visit> fullest_page_views(
    const std::shared_ptr<const form::Form>& form, std::size_t per_page_max) {
    Views views(per_page_max);
    form::WalkOptions options = bounds_of_walk();
    options.on_page = [&views](const form::Visit& visit) {
        if (!visit.shown_questions().empty()) views.put(visit);
    };
    form::walk(form, options);
    return views.take();
}

}  // namespace otk::kiosk::fit
