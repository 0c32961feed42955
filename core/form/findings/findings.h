#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/form/check.h"
#include "core/form/form.h"
#include "core/form/walk/walk.h"

// What an author should know of a form that is well-formed: what visitors cannot reach, cannot
// leave, cannot read, and what would tell who they are. (What no form may have is
// core/form/check.h.)
namespace otk::form {

enum class Severity {
    Error,    ///< must not go to visitors as it is
    Warning,  ///< wants a look; may be meant
    Note,     ///< worth knowing
};

/// "error", "warning", "note".
std::string_view name_of(Severity severity);

/// One remark on a form: where, by which rule, and as a sentence what is the matter.
struct Finding {
    Severity severity = Severity::Note;
    std::string_view rule{};  ///< "dead-end"; all of them stand in docs/FORMS.md
    FormProblem::Place place = FormProblem::Place::Form;
    std::size_t index = 0;   ///< of the question, list or page
    std::size_t choice = 0;  ///< Place::Choice: within that list
    std::string column{};    ///< XLSForm's name of the cell
    std::string message{};
    std::string channel{};  ///< of the example
    Answers example{};      ///< what a visitor answers to see it; empty where nothing is needed
};

/// All remarks: by the walk first, then by the words, each in the form's order.
std::vector<Finding> findings_of(const Form& form, const Walk& walk);

/// What the walk proves: questions and choices that nobody sees, conditions that always hold, pages
/// that cannot be left, questions without a choice.
std::vector<Finding> findings_of_ways(const Form& form, const Walk& walk);

/// Lists of choices that no question has and no expression looks at.
std::vector<Finding> findings_of_lists(const Form& form);

/// Conditions, calculations and filters that compare an answer with a choice that its list has not
/// (a label instead of a name, a slip): equal it never is; and one choice with an answer of several.
std::vector<Finding> findings_of_choices(const Form& form);

/// Open questions that ask who the visitor is: phone, e-mail, name, address, documents, birth, case
/// number, in Russian and English; by label, hint and name. A sentence that asks not to write these
/// («не пишите имена и телефоны») asks for nothing.
std::vector<Finding> findings_of_anonymity(const Form& form);

/// Questions of more than nine words, long sentences, long and bureaucratic words, and each
/// language's reading ease as a whole:
///
/// - English: 206.835 - 1.015 × words a sentence - 84.6 × syllables a word. R. Flesch, A new
///   readability yardstick, Journal of Applied Psychology 32 (1948), 221-233, who writes 0.846 ×
///   syllables a hundred words; numbers and abbreviations are words of one syllable.
/// - Russian: 206.835 - 1.3 × words a sentence - 60.1 × syllables a word: I. V. Oborneva,
///   Автоматизированная оценка сложности учебных текстов на основе статистических параметров
///   (thesis, Moscow 2006), as it is commonly quoted. Part of the literature (Ivanov, Solnyshkina
///   and Solovyev, Dialogue 2018) quotes the same thesis with 206.836, 1.52 and 65.14, which makes
///   texts harder; of the two this one warns later.
std::vector<Finding> findings_of_reading(const Form& form);

}  // namespace otk::form
