#include "kiosk/fit/missing_letters.h"

#include <set>

#include "core/base/format.h"
#include "core/text/code_points.h"

namespace otk::kiosk::fit {
namespace {

using form::FormProblem;
using Place = FormProblem::Place;

/// Blanks, line ends and the joiners that nobody sees need no picture.
bool needs_picture(char32_t letter) {
    return letter > U' ' && letter != U'\u00A0' && letter != U'\u00AD' &&
           !(letter >= U'\u2000' && letter <= U'\u200D') && letter != U'\u202F' &&
           letter != U'\u2060' && letter != U'\uFEFF';
}

class Search {
  public:
    Search(const form::Form& form, const look::Fonts& fonts) : m_form(form), m_fonts(fonts) {}

    std::vector<MissingLetters> run() {
        for (std::size_t index = 0; index < m_form.pages.size(); ++index) {
            m_where = {.place = Place::Page, .index = index, .column = {}, .letters = {}};
            look_at("label", m_form.pages[index].title);
            look_at("hint", m_form.pages[index].hint);
        }
        for (std::size_t index = 0; index < m_form.questions.size(); ++index) {
            const form::Question& question = m_form.questions[index];
            m_where = {.place = Place::Question, .index = index, .column = {}, .letters = {}};
            look_at("label", question.label);
            look_at("hint", question.hint);
            look_at("required_message", question.required_message);
            look_at("constraint_message", question.constraint_message);
        }
        for (std::size_t index = 0; index < m_form.lists.size(); ++index)
            look_at_list(index);
        return std::move(m_found);
    }

  private:
    void look_at_list(std::size_t index) {
        const std::vector<form::Choice>& choices = m_form.lists[index].choices;
        for (std::size_t choice = 0; choice < choices.size(); ++choice) {
            m_where = {.place = Place::Choice,
                .index = index,
                .choice = choice,
                .column = {},
                .letters = {}};
            look_at("label", choices[choice].label);
        }
    }

    void look_at(std::string_view column, const form::Texts& texts) {
        for (const auto& [language, text] : texts.by_language) {
            MissingLetters missing = m_where;
            missing.letters = letters_missing_in(text, m_fonts);
            if (missing.letters.empty()) continue;
            missing.column = format("{}::{}", column, language);
            m_found.push_back(std::move(missing));
        }
    }

    const form::Form& m_form;
    const look::Fonts& m_fonts;
    MissingLetters m_where;
    std::vector<MissingLetters> m_found;
};

}  // namespace

std::string letters_missing_in(std::string_view text, const look::Fonts& fonts) {
    std::set<char32_t> told;
    std::string letters;
    for (const text::CodePoint& point : text::code_points_of(text)) {
        const bool is_there = fonts.file(look::Weight::Regular).has(point.value) &&
                              fonts.file(look::Weight::Bold).has(point.value);
        if (is_there || !needs_picture(point.value) || !told.insert(point.value).second) continue;
        letters += format("{}{} (U+{:04X})", letters.empty() ? "" : ", ",
            text.substr(point.begin, point.end - point.begin),
            static_cast<std::uint32_t>(point.value));
    }
    return letters;
}

std::vector<MissingLetters> missing_letters(const form::Form& form, const look::Fonts& fonts) {
    return Search(form, fonts).run();
}

}  // namespace otk::kiosk::fit
