#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/form/form.h"

namespace otk::form {

/// Something that a form may not have: where it stands, and the two halves of a sentence.
struct FormProblem {
    enum class Place { Form, Question, Choice, Group, Page };

    Place place = Place::Form;
    std::size_t index = 0;     ///< of the question, list, group or page
    std::size_t choice = 0;    ///< Place::Choice: within that list
    std::string column;        ///< XLSForm's name of the cell: "relevant", "label::en"
    std::string message;       ///< what is wrong
    std::string instead = {};  ///< what to write or do, in the imperative
};

/// Everything that is wrong with a form whose single cells are read already: names, references,
/// lists, texts, pages, cycles, limits. Both readers (compiled form, XLSForm) ask it, so that no
/// form can come in by one that the other refuses. Indexes must be in range.
std::vector<FormProblem> problems_of(const Form& form);

/// What is right and yet surely not meant: an expression that silently is something else
/// (silent_slips.h), a calculation or default that can never be an answer of its kind. Asked of
/// sheets alone: a compiled form that runs already goes on doing what it did. A cell that
/// problems_of names may be among them. Indexes must be in range.
std::vector<FormProblem> slips_of(const Form& form);

}  // namespace otk::form
