// One question of a follow-up page: its words and its answers, wherever on the page they stand.

#include <algorithm>

#include "core/base/assert.h"
#include "kiosk/screens/page.h"

namespace otk::kiosk::screens {
namespace {

using look::Type;
using widgets::Canvas;

/// The value of a question that only shows one, in words where it has some.
std::string said_value(const Canvas& canvas, std::size_t index) {
    if (canvas.is_discreet()) return {};
    const form::Visit& visit = *canvas.state().visit;
    const form::ChoiceList* const list = visit.form().list_of(visit.form().questions[index]);
    const form::Choice* const choice = list != nullptr ? list->find(visit.value(index)) : nullptr;
    return choice != nullptr ? std::string(canvas.in_language(choice->label)) : visit.value(index);
}

/// The form's hint, or what we say where it has none.
std::string said_hint(const Canvas& canvas, std::size_t index) {
    const form::Question& question = canvas.state().visit->form().questions[index];
    const std::string_view own = canvas.in_language(question.hint);
    if (question.kind == form::QuestionKind::Range && ends_of(canvas, index).from_hint) return {};
    if (!own.empty()) return std::string(own);
    if (question.kind == form::QuestionKind::SelectMultiple) {
        return std::string(canvas.words("Choose several, or skip"));
    }
    if (question.kind == form::QuestionKind::Text) {
        return std::string(canvas.words("Please leave out names and numbers"));
    }
    if (question.appearance.quick && !question.required &&
        asked_questions(*canvas.state().visit).size() == 1) {
        return std::string(canvas.words("One touch. You may skip"));
    }
    return {};
}

}  // namespace

std::vector<std::size_t> asked_questions(const form::Visit& visit) {
    std::vector<std::size_t> asked = visit.shown_questions();
    std::erase_if(asked, [&visit](std::size_t index) {
        const form::Question& question = visit.form().questions[index];
        return !form::traits_of(question.kind).takes_answer || question.read_only;
    });
    return asked;
}

std::string said_problem(const Canvas& canvas, std::size_t question) {
    const std::vector<form::Problem>& problems = canvas.state().problems;
    const auto found = std::find_if(problems.begin(), problems.end(),
        [question](const form::Problem& problem) { return problem.question == question; });
    if (found == problems.end()) return {};
    if (found->message != nullptr) {
        const std::string_view own = canvas.in_language(*found->message);
        if (!own.empty()) return std::string(own);
    }
    return std::string(
        canvas.words(found->kind == form::Problem::Kind::Required ? "Please answer this question"
                                                                  : "This answer does not fit"));
}

Heading question_heading(const Canvas& canvas, std::size_t index) {
    const form::Question& question = canvas.state().visit->form().questions[index];
    Heading heading;
    heading.title = canvas.in_language(question.label);
    heading.picture = canvas.picture_of(question.image);
    heading.hint = question.read_only ? said_value(canvas, index) : said_hint(canvas, index);
    if (question.kind == form::QuestionKind::Text && !question.read_only) {
        heading.hint_type = Type::FieldHint;
        heading.hint_gap_mm = 4;
    }
    heading.note = said_problem(canvas, index);
    heading.note_is_problem = true;
    return heading;
}

Body answers_body(const Canvas& canvas, std::size_t index, float width, const Portion& portion) {
    const form::Question& question = canvas.state().visit->form().questions[index];
    Body nothing{.titles = {Type::Title2, Type::Title3, Type::Title4}, .draw = [](const Rect&) {}};
    if (question.read_only) return nothing;
    switch (question.kind) {
        case form::QuestionKind::SelectOne:
            if (question.appearance.likert) return marks_body(canvas, index, width);
            return choices_body(canvas, index, width, portion);
        case form::QuestionKind::SelectMultiple:
        case form::QuestionKind::Rank:
        case form::QuestionKind::Acknowledge:
            return choices_body(canvas, index, width, portion);
        case form::QuestionKind::Range:
            return scale_body(canvas, index, width, portion);
        case form::QuestionKind::Text:
        case form::QuestionKind::Integer:
        case form::QuestionKind::Decimal:
        case form::QuestionKind::Date:
            return text_body(canvas, index, width, portion);
        case form::QuestionKind::Note:
        case form::QuestionKind::Calculate:
        case form::QuestionKind::Hidden:
            return nothing;
    }
    OTK_UNREACHABLE();
}

}  // namespace otk::kiosk::screens
