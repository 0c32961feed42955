// The part of Model that knows the on-screen keyboard: what is typed stays in m_drafts; the visit,
// the screen and the row only ever get it masked.

#include <algorithm>

#include "core/text/personal_data.h"
#include "kiosk/model/letter_case.h"
#include "kiosk/model/model.h"

namespace otk::kiosk::model {

/// The text that the keyboard writes into: the one that the key names, else the page's first.
std::optional<std::size_t> Model::text_question(const Intent& intent) const {
    std::optional<std::size_t> first;
    for (const std::size_t index : m_visit->shown_questions()) {
        const form::Question& question = m_form->questions[index];
        if (question.kind != form::QuestionKind::Text || question.read_only) continue;
        if (index == intent.question) return index;
        if (!first) first = index;
    }
    return first;
}

void Model::put_text(std::size_t question, std::string draft) {
    text::MaskedText masked = text::mask_personal_data(draft);
    if (!m_visit->answer(question, std::move(masked.text))) return;
    m_drafts[question] = std::move(draft);
    m_has_answered = true;
    m_state.problems.clear();
}

void Model::type(std::size_t question, std::string letter) {
    const auto known = m_drafts.find(question);
    std::string draft = known != m_drafts.end() ? known->second : m_visit->value(question);
    if (count_letters(draft) >= text_letters_max) return;
    draft += m_state.keyboard.shift ? capital_of(letter) : letter;
    m_state.keyboard.shift = false;
    put_text(question, std::move(draft));
}

void Model::erase(std::size_t question) {
    // From the masked text on: what was once hidden never comes back letter by letter.
    put_text(question, without_last_letter(m_visit->value(question)));
}

void Model::keep_masked_texts() {
    for (auto& [question, draft] : m_drafts) draft = m_visit->value(question);
}

}  // namespace otk::kiosk::model
