#pragma once

#include <vector>

#include "core/form/form.h"
#include "core/xlsform/column.h"
#include "core/xlsform/problem.h"

namespace otk::xlsform {

/// Where the choices sheet put what: for problems that are found later.
struct ChoicesLayout {
    std::vector<Column> columns;
    /// Row of each choice: [list][choice].
    std::vector<std::vector<std::size_t>> rows;
};

/// Reads the choices sheet into the form's lists.
ChoicesLayout read_choices(const Sheet& sheet, form::Form& form, Problems& problems);

}  // namespace otk::xlsform
