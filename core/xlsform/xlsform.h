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
/// form::encode_form computes it.
Outcome compile(const Workbook& workbook);

/// Reads a folder of CSV sheets and compiles them. The error is about reading only: a missing
/// folder or sheet, a file that is no CSV.
Result<Outcome> compile_folder(const Path& folder);

}  // namespace otk::xlsform
