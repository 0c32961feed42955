#pragma once

#include <string>
#include <vector>

#include "core/form/form.h"
#include "core/xlsform/xlsform.h"

// Small surveys as CSV sheets, compiled with the same choices and settings: the lists marks (five) and abc.
namespace otk::test {

/// Of a survey with the columns type, name and labels in Russian and English.
extern const std::string header;
extern const std::string choices;
extern const std::string settings;

xlsform::Outcome compiled(const std::string& survey, const std::string& with_choices = choices,
    const std::string& with_settings = settings);

/// The problems as people read them.
std::vector<std::string> told(const xlsform::Outcome& outcome);

/// The only problem of a survey with one row under a header with one more column.
std::string problem_of(const std::string& type, const std::string& column, const std::string& cell);

/// The test fails if the survey has a problem.
form::Form form_of(const std::string& survey);

}  // namespace otk::test
