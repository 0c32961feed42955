#include "kiosk/fit/paging.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/assert.h"
#include "core/form/graph.h"
#include "kiosk/fit/trial_page.h"
#include "kiosk/model/typing.h"

namespace otk::kiosk::fit {
namespace {

using Indexes = std::vector<std::size_t>;

/// A question with the notes that go with it: those before it, after the last one those behind.
struct Unit {
    Indexes questions;
    std::size_t asked = 0;  ///< the question itself
    bool stands_alone = false;
};

bool is_asked(const form::Question& question) {
    return form::traits_of(question.kind).takes_answer && !question.read_only;
}

std::vector<Unit> units_of(const form::Form& form, const form::Page& page) {
    std::vector<Unit> units;
    Indexes notes;
    for (const std::size_t index : page.questions) {
        notes.push_back(index);
        if (!is_asked(form.questions[index])) continue;
        units.push_back(
            {std::exchange(notes, {}), index, model::is_typed(form.questions[index].kind)});
    }
    if (!units.empty()) {
        units.back().questions.insert(units.back().questions.end(), notes.begin(), notes.end());
    }
    return units;
}

/// Everything that an answer may change, at any distance.
std::set<std::size_t> changed_by(const form::Graph& graph, std::size_t question) {
    std::set<std::size_t> changed;
    Indexes open{question};
    while (!open.empty()) {
        const std::size_t next = open.back();
        open.pop_back();
        for (const std::size_t dependent : graph.dependents(next)) {
            if (changed.insert(dependent).second) open.push_back(dependent);
        }
    }
    return changed;
}

class Paging {
  public:
    Paging(const form::Form& form, const form::Graph& graph, TrialPage& trial)
        : m_form(form), m_graph(graph), m_trial(trial) {}

    /// The page in as many as it needs.
    std::vector<form::Page> cut(const form::Page& page, bool is_first) {
        std::vector<form::Page> pages;
        for (const std::vector<Unit>& run : runs_of(page, is_first)) {
            for (form::Page& part : shared_out(page, run))
                pages.push_back(std::move(part));
        }
        return pages;
    }

  private:
    /// Questions that may stand together, whatever the room.
    std::vector<std::vector<Unit>> runs_of(const form::Page& page, bool is_first) const {
        std::vector<std::vector<Unit>> runs;
        std::set<std::size_t> changing;
        bool must_break = true;
        for (Unit& unit : units_of(m_form, page)) {
            const bool depends = std::any_of(unit.questions.begin(), unit.questions.end(),
                [&](std::size_t question) { return changing.contains(question); });
            if (must_break || depends || unit.stands_alone) {
                runs.emplace_back();
                changing.clear();
            }
            changing.merge(changed_by(m_graph, unit.asked));
            const bool is_first_mark =
                is_first && runs.size() == 1 && m_form.questions[unit.asked].appearance.likert;
            must_break = unit.stands_alone || (is_first_mark && !is_matrix(page));
            runs.back().push_back(std::move(unit));
        }
        return runs;
    }

    /// The fewest pages that have room, with about as many questions on each.
    std::vector<form::Page> shared_out(const form::Page& page, const std::vector<Unit>& run) {
        const std::size_t most = is_matrix(page) ? run.size() : stacked_max;
        std::size_t count = (run.size() + most - 1) / most;
        for (; count < run.size(); ++count) {
            std::vector<form::Page> parts = parts_of(page, run, count);
            if (std::all_of(parts.begin(), parts.end(),
                    [this](const form::Page& part) { return m_trial.fits(part); })) {
                return parts;
            }
        }
        return parts_of(page, run, run.size());
    }

    static std::vector<form::Page> parts_of(
        const form::Page& page, const std::vector<Unit>& run, std::size_t count) {
        std::vector<form::Page> parts;
        for (std::size_t part = 0; part < count; ++part) {
            form::Page made = page;
            made.questions.clear();
            // The first ones take what does not divide.
            const std::size_t begin =
                part * (run.size() / count) + std::min(part, run.size() % count);
            const std::size_t length = run.size() / count + (part < run.size() % count ? 1 : 0);
            for (std::size_t at = begin; at < begin + length; ++at) {
                made.questions.insert(
                    made.questions.end(), run[at].questions.begin(), run[at].questions.end());
            }
            parts.push_back(std::move(made));
        }
        return parts;
    }

    static bool is_matrix(const form::Page& page) { return page.kind == form::PageKind::Matrix; }

    const form::Form& m_form;
    const form::Graph& m_graph;
    TrialPage& m_trial;
};

bool may_be_cut(const form::Form& form, const form::Page& page) {
    return page.kind != form::PageKind::Single && units_of(form, page).size() > 1;
}

}  // namespace

std::shared_ptr<const form::Form> laid_out(const std::shared_ptr<const form::Form>& form,
    const std::shared_ptr<const look::Look>& look, const std::vector<std::string>& languages,
    Reach reach) {
    const std::vector<form::Page>& own = form->pages;
    if (std::none_of(own.begin(), own.end(),
            [&](const form::Page& page) { return may_be_cut(*form, page); })) {
        return form;
    }
    const Result<form::Graph> graph = form::Graph::of(*form);
    OTK_ASSERT(graph.has_value());  // the form was read, so it has no circle
    TrialPage trial(*form, look, languages, reach == Reach::Low);
    Paging paging(*form, *graph, trial);
    std::vector<form::Page> pages;
    for (std::size_t at = 0; at < own.size(); ++at) {
        if (!may_be_cut(*form, own[at])) {
            pages.push_back(own[at]);
            continue;
        }
        for (form::Page& part : paging.cut(own[at], at == 0))
            pages.push_back(std::move(part));
    }
    if (pages == own) return form;
    form::Form cut = *form;
    cut.pages = std::move(pages);
    return std::make_shared<const form::Form>(std::move(cut));
}

}  // namespace otk::kiosk::fit
