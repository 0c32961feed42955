#include "kiosk/model/typing.h"

namespace otk::kiosk::model {

bool is_typed(form::QuestionKind kind) {
    return kind == form::QuestionKind::Text || kind == form::QuestionKind::Integer ||
           kind == form::QuestionKind::Decimal || kind == form::QuestionKind::Date;
}

std::optional<std::size_t> typed_question(const form::Visit& visit, std::size_t preferred) {
    std::optional<std::size_t> first;
    for (const std::size_t index : visit.shown_questions()) {
        const form::Question& question = visit.form().questions[index];
        if (!is_typed(question.kind) || question.read_only) continue;
        if (index == preferred) return index;
        if (!first) first = index;
    }
    return first;
}

Keyboard first_keyboard(const form::Visit& visit) {
    Keyboard keyboard;
    const std::optional<std::size_t> index = typed_question(visit);
    if (!index) return keyboard;
    const form::Question& question = visit.form().questions[*index];
    const bool is_number = question.kind != form::QuestionKind::Text || question.appearance.numbers;
    if (is_number) keyboard.letters = Letters::Digits;
    return keyboard;
}

}  // namespace otk::kiosk::model
