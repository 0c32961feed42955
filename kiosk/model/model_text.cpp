// The part of Model that knows the on-screen keyboard: what is typed stays in m_drafts; the visit,
// the screen and the row only ever get it masked.

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

#include "core/text/personal_data.h"
#include "kiosk/model/letter_case.h"
#include "kiosk/model/model.h"
#include "kiosk/model/typing.h"

namespace otk::kiosk::model {
namespace {

/// Longer than any number or day that a form takes.
constexpr std::size_t typed_bytes_max = 16;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// "5.1.2026" is 2026-01-05; anything else stays what it is.
std::string day_in(std::string_view typed) {
    std::vector<std::string> numbers(1);
    for (const char c : typed) {
        if (c == '.') {
            numbers.emplace_back();
        } else {
            numbers.back() += c;
        }
    }
    const bool is_day =
        numbers.size() == 3 && numbers[2].size() == 4 &&
        std::all_of(numbers.begin(), numbers.end(), [](const std::string& number) {
            return !number.empty() && std::all_of(number.begin(), number.end(), is_digit);
        });
    if (!is_day || numbers[0].size() > 2 || numbers[1].size() > 2) return std::string(typed);
    const auto two = [](const std::string& number) {
        return number.size() == 2 ? number : "0" + number;
    };
    return numbers[2] + "-" + two(numbers[1]) + "-" + two(numbers[0]);
}

/// What was typed, as the form's kinds spell it: a day the Russian way, a decimal comma.
std::string as_value(form::QuestionKind kind, std::string typed) {
    if (kind == form::QuestionKind::Date) return day_in(typed);
    if (kind == form::QuestionKind::Decimal) std::replace(typed.begin(), typed.end(), ',', '.');
    return typed;
}

}  // namespace

void Model::put_text(std::size_t question, std::string draft) {
    text::MaskedText masked = text::mask_personal_data(draft);
    if (!m_visit->answer(question, std::move(masked.text))) return;
    m_drafts[question] = std::move(draft);
    m_has_answered = true;
    m_state.problems.clear();
}

/// What is no answer yet ("25.11.20") is none: it keeps the page, see problems_of_page.
void Model::put_typed(std::size_t question, std::string draft) {
    if (draft.size() > typed_bytes_max) return;
    const std::string value = as_value(m_form->questions[question].kind, draft);
    if (!m_visit->answer(question, value) && !m_visit->answer(question, "")) return;
    m_state.typed[question] = std::move(draft);
    m_has_answered = true;
    m_state.problems.clear();
}

std::vector<form::Problem> Model::problems_of_page() const {
    std::vector<form::Problem> problems = m_visit->problems();
    for (const auto& [question, typed] : m_state.typed) {
        if (typed.empty() || !m_visit->value(question).empty()) continue;
        std::erase_if(
            problems, [&, at = question](const form::Problem& one) { return one.question == at; });
        problems.push_back({question, form::Problem::Kind::Constraint,
            &m_form->questions[question].constraint_message});
    }
    return problems;
}

void Model::type(std::size_t question, const std::string& letter) {
    if (m_form->questions[question].kind != form::QuestionKind::Text) {
        const auto typed = m_state.typed.find(question);
        return put_typed(question,
            (typed != m_state.typed.end() ? typed->second : m_visit->value(question)) + letter);
    }
    const auto known = m_drafts.find(question);
    std::string draft = known != m_drafts.end() ? known->second : m_visit->value(question);
    if (count_letters(draft) >= text_letters_max) return;
    draft += m_state.keyboard.shift ? capital_of(letter) : letter;
    m_state.keyboard.shift = false;
    put_text(question, std::move(draft));
}

void Model::erase(std::size_t question) {
    if (m_form->questions[question].kind != form::QuestionKind::Text) {
        const auto typed = m_state.typed.find(question);
        return put_typed(
            question, without_last_letter(
                          typed != m_state.typed.end() ? typed->second : m_visit->value(question)));
    }
    // From the masked text on: what was once hidden never comes back letter by letter.
    put_text(question, without_last_letter(m_visit->value(question)));
}

/// Whether there is so much to choose from that it is offered, the screens know.
void Model::begin_finding(std::size_t question) {
    const std::vector<std::size_t> shown = m_visit->shown_questions();
    const bool is_shown = std::find(shown.begin(), shown.end(), question) != shown.end();
    if (!is_shown || !m_form->questions[question].list) return;
    m_state.finder.is_typing = true;
    m_state.sheet = 0;
}

void Model::show_found() {
    if (!std::exchange(m_state.finder.is_typing, false)) return;
    m_state.sheet = 0;
}

/// What is looked for is no answer and is stored nowhere.
void Model::look_for(std::string query) {
    if (count_letters(query) > query_letters_max) return;
    m_state.finder.query = std::move(query);
    m_state.sheet = 0;
}

void Model::take_letter(const Intent& intent) {
    if (m_state.finder.is_typing) return look_for(m_state.finder.query + intent.value);
    const std::optional<std::size_t> question = typed_question(*m_visit, intent.question);
    if (question) type(*question, intent.value);
}

void Model::take_erasure(const Intent& intent) {
    if (m_state.finder.is_typing) return look_for(without_last_letter(m_state.finder.query));
    const std::optional<std::size_t> question = typed_question(*m_visit, intent.question);
    if (question) erase(*question);
}

void Model::take_new_line(const Intent& intent) {
    const std::optional<std::size_t> question = typed_question(*m_visit, intent.question);
    if (question && m_form->questions[*question].appearance.multiline) type(*question, "\n");
}

void Model::switch_letters(std::string_view letters) {
    m_state.keyboard.letters = letters == "latin"    ? Letters::Latin
                               : letters == "digits" ? Letters::Digits
                                                     : Letters::Native;
}

void Model::keep_masked_texts() {
    for (auto& [question, draft] : m_drafts)
        draft = m_visit->value(question);
}

}  // namespace otk::kiosk::model
