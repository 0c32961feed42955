#pragma once

#include <optional>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/form/form.h"
#include "core/xlsform/problem.h"
#include "core/xlsform/workbook.h"

namespace otk::xlsform {

/// Either a form or the reasons why there is none: all of them in the order of sheets and rows, of
/// which the first Problems::problems_max are told and the rest counted.
struct Outcome {
    std::optional<form::Form> form;
    std::vector<SheetProblem> problems;
    std::size_t problems_left_out = 0;
};

/// Compiles the sheets of an XLSForm (docs/FORMS.md). The form has no content hash yet:
/// form::encode_form computes it. Of a workbook that is not whole only the problems of reading are
/// told: the others would follow from the missing sheet.
Outcome compile(const Workbook& workbook);

/// Reads any source of a form (read_workbook) and compiles it: what every program calls. The error is
/// about the source as a whole.
Result<Outcome> compile(const Path& source);

}  // namespace otk::xlsform
