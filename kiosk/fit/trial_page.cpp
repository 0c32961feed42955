#include "kiosk/fit/trial_page.h"

#include <utility>

#include "core/base/assert.h"
#include "kiosk/fit/misfit.h"
#include "kiosk/model/typing.h"
#include "kiosk/screens/screens.h"

namespace otk::kiosk::fit {
namespace {

/// All of it is relevant and offered, and nothing keeps a page.
std::shared_ptr<const form::Form> bare(form::Form form) {
    for (form::Group& group : form.groups)
        group.relevant.reset();
    for (form::Question& question : form.questions) {
        question.required.reset();
        question.relevant.reset();
        question.constraint.reset();
        question.calculation.reset();
        question.default_value.reset();
        question.choice_filter.reset();
        question.seed.reset();
    }
    return std::make_shared<const form::Form>(std::move(form));
}

/// An answer may take room, too: the place in a ranking, the value beside a name.
void answer_all(form::Visit& visit) {
    for (const std::size_t index : visit.shown_questions()) {
        const form::Question& question = visit.form().questions[index];
        const bool is_rank = question.kind == form::QuestionKind::Rank;
        if (question.read_only || (!is_rank && question.kind != form::QuestionKind::SelectOne))
            continue;
        std::string value;
        for (const form::Choice* choice : visit.offered(index)) {
            if (!value.empty() && !is_rank) break;
            if (!value.empty()) value += ' ';
            value += choice->name;
        }
        const Result<void> taken = visit.answer(index, value);
        OTK_ASSERT(taken.has_value());
    }
}

/// On the page in question, between others.
form::Visit visit_of(const form::Visit& another, const form::Page& page) {
    const form::Page other{form::PageKind::Single, "other", {}, {}, {page.questions.front()}};
    form::Visit visit = another.anew({.pages = std::make_shared<const std::vector<form::Page>>(
                                          std::vector<form::Page>{other, other, page, other})});
    OTK_ASSERT(visit.next() && visit.next());
    answer_all(visit);
    return visit;
}

}  // namespace

model::Surroundings stand_in_surroundings(const std::vector<std::string>& languages) {
    model::Surroundings around;
    around.languages = languages;
    for (const std::string& language : languages) {
        around.owner.by_language[language] = "Администрация города";
        around.place.by_language[language] = "Приёмная, окно 7";
    }
    around.link = "https://gorod.example/7K2F";
    around.link_to_type = "gorod.example/7K2F";
    return around;
}

TrialPage::TrialPage(const form::Form& form, std::shared_ptr<const look::Look> look,
    const std::vector<std::string>& languages, bool is_low)
    : m_form(form),
      m_visit(bare(form), {}),
      m_look(look),
      m_sheet(std::move(look)),
      m_languages(languages),
      m_is_low(is_low),
      m_surroundings(stand_in_surroundings(languages)) {}

bool TrialPage::fits(const form::Page& page) {
    const form::Visit visit = visit_of(m_visit, page);
    model::State state;
    state.screen = model::Screen::Question;
    state.surroundings = m_surroundings;
    state.visit = &visit;
    state.keyboard = model::first_keyboard(visit);
    state.toast = model::Toast{1};
    for (const std::string& language : m_languages) {
        state.view = {language, m_look->is_large(), false, m_is_low};
        state.problems.clear();
        if (!fits(state)) return false;
        for (const std::size_t index : page.questions) {
            using Kind = form::Problem::Kind;
            const form::Question& question = m_form.questions[index];
            state.problems = {{index, Kind::Required, &question.required_message}};
            if (question.required && !fits(state)) return false;
            state.problems = {{index, Kind::Constraint, &question.constraint_message}};
            if (question.constraint && !fits(state)) return false;
        }
    }
    return true;
}

bool TrialPage::fits(const model::State& state) {
    Frame frame;
    frame.draw = &m_sheet.begin();
    screens::draw(state, {}, *m_look, frame);
    return misfits_of(frame, m_look->panel()).empty();
}

}  // namespace otk::kiosk::fit
