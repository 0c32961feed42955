#include "kiosk/fit/page_views.h"

#include <algorithm>
#include <map>
#include <string>

#include "core/form/walk/walk.h"

namespace otk::kiosk::fit {
namespace {

/// What is drawn differs with the questions that are shown and the choices that are offered.
struct View {
    std::string content;
    std::size_t size = 0;
    form::Visit visit;
};

View view_of(const form::Visit& visit) {
    View view{{}, 0, visit};
    for (const std::size_t question : visit.shown_questions()) {
        view.content += '\n' + visit.form().questions[question].name;
        ++view.size;
        for (const form::Choice* choice : visit.offered(question)) {
            view.content += ' ' + choice->name;
            ++view.size;
        }
    }
    return view;
}

class Views {
  public:
    explicit Views(std::size_t per_page_max) : m_per_page_max(per_page_max) {}

    void put(const form::Visit& visit) {
        if (visit.shown_questions().empty()) return;
        View view = view_of(visit);
        std::vector<View>& views = m_views[visit.page_index()];
        const bool is_known = std::any_of(views.begin(), views.end(),
            [&](const View& known) { return known.content == view.content; });
        if (is_known) return;
        views.push_back(std::move(view));
        std::stable_sort(views.begin(), views.end(),
            [](const View& a, const View& b) { return a.size > b.size; });
        if (views.size() > m_per_page_max) views.pop_back();
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

}  // namespace

std::vector<form::Visit> fullest_page_views(
    const std::shared_ptr<const form::Form>& form, std::size_t per_page_max) {
    Views views(per_page_max);
    form::WalkOptions options;
    // Enough for the states of any page; a form with more is sampled, fullest pages included.
    options.tries_max = 20'000;
    options.sample_max = 2'000;
    options.routes_max = 1;
    options.on_page = [&views](const form::Visit& visit) { views.put(visit); };
    form::walk(form, options);
    return views.take();
}

}  // namespace otk::kiosk::fit
