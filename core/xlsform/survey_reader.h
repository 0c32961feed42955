#pragma once

#include <cstddef>
#include <vector>

#include "core/form/form.h"
#include "core/xlsform/column.h"
#include "core/xlsform/problem.h"

namespace otk::xlsform {

/// Where the survey sheet put what: for problems that are found later.
struct SurveyLayout {
    std::vector<Column> columns;
    std::vector<std::size_t> question_rows;  ///< row of each question
    std::vector<std::size_t> group_rows;     ///< row of each group's beginning
    std::vector<std::size_t> page_rows;      ///< row of each page: its question's or its group's
};

/// Reads the survey sheet into groups, questions and pages; the form's lists are read before. A row
/// with a mistake still makes a question, so that others may name it.
SurveyLayout read_survey(const Sheet& sheet, form::Form& form, Problems& problems);

}  // namespace otk::xlsform
