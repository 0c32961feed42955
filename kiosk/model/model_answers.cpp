// The part of Model that takes a visitor's answers and turns pages.

#include <algorithm>
#include <charconv>
#include <system_error>
#include <utility>

#include "kiosk/model/model.h"

namespace otk::kiosk::model {

/// 1 to 5 as the faces stand; 0 if it is none of them.
int Model::mark_of(const form::Question& question, const std::string& value) const {
    if (!question.list) return 0;
    const auto& marks = m_form->lists[*question.list].choices;
    const auto found = std::find_if(
        marks.begin(), marks.end(), [&](const auto& choice) { return choice.name == value; });
    return found == marks.end() ? 0 : static_cast<int>(found - marks.begin()) + 1;
}

void Model::choose(const Intent& intent, Effects& effects) {
    const std::vector<std::size_t> shown = m_visit->shown_questions();
    if (std::find(shown.begin(), shown.end(), intent.question) == shown.end()) return;
    const form::Question& question = m_form->questions[intent.question];
    const bool is_rate = m_state.screen == Screen::Rate;
    // Where others wait for an answer too, one touch does not leave them.
    const bool advances = is_rate || (question.appearance.quick && asks_one_question());
    const bool takes_back = !advances && m_visit->value(intent.question) == intent.value;
    if (!m_visit->answer(intent.question, takes_back ? std::string() : intent.value)) return;
    m_has_answered = true;
    m_state.problems.clear();
    if (is_rate) {
        m_watch.mark_given(mark_of(question, intent.value));
    } else {
        m_watch.answered_more();
    }
    if (!advances) return;
    advance(effects);
    // The row is written even when other questions of the page still keep it: a mark counts at
    // once.
    if (is_rate && m_state.screen == Screen::Rate) save_open(effects);
    if (is_rate && m_state.screen == Screen::Question) {
        m_toast_mark = mark_of(question, intent.value);
        m_toast_revision = m_revision;
    }
}

void Model::toggle(const Intent& intent) {
    const std::vector<std::size_t> shown = m_visit->shown_questions();
    if (std::find(shown.begin(), shown.end(), intent.question) == shown.end()) return;
    if (!m_visit->toggle(intent.question, intent.value)) return;
    m_has_answered = true;
    m_watch.answered_more();
    m_state.problems.clear();
}

/// To the next page, or to the end after the last one; stays if the page has problems.
void Model::advance(Effects& effects) {
    keep_masked_texts();
    m_watch.page_turned(m_now_ms);
    if (m_visit->next()) {
        settle_screen();
        save_open(effects);
        return;
    }
    if (m_visit->problems().empty()) end_visit(effects);
}

void Model::take_next(Effects& effects) {
    m_state.problems = problems_of_page();
    if (m_state.problems.empty()) advance(effects);
}

void Model::take_back(Effects& effects) {
    keep_masked_texts();
    if (!m_visit->back()) return;
    settle_screen();
    save_open(effects);
}

/// What the sheets are, the screens know; how many, too: a number past the last one shows the last.
void Model::turn_to(std::string_view sheet) {
    std::size_t number = 0;
    const char* const end = sheet.data() + sheet.size();
    const auto [stop, error] = std::from_chars(sheet.data(), end, number);
    if (error == std::errc() && stop == end) m_state.sheet = number;
}

void Model::take_done(Effects& effects) {
    // On the first screen there is nothing to be done with yet.
    if (m_state.screen != Screen::Question) return;
    m_state.problems = problems_of_page();
    if (m_state.problems.empty()) end_visit(effects);
}

/// The mark is taken back: its row goes, and another visit begins where this one began. A new visit
/// and not a new revision: whatever still waits for the disk can not bring the old mark back.
void Model::undo(Effects& effects) {
    if (!m_state.toast || m_state.toast->left_steps == 0) return;
    form::Response taken_back = m_visit->response(true);
    taken_back.answers.clear();
    save(effects, std::move(taken_back), SaveKind::Drop);
    m_watch.mark_taken_back();
    const ViewOptions view = m_state.view;
    begin_visit();
    m_state.view = view;
    lay_out_pages();
}

}  // namespace otk::kiosk::model
