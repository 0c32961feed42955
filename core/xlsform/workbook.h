#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/xlsform/sheet.h"

namespace otk::xlsform {

/// The three sheets of a form.
struct Workbook {
    Sheet survey;
    Sheet choices;
    Sheet settings;
};

/// Reads survey.csv, choices.csv and settings.csv of a folder; choices.csv may be missing, another
/// .csv file is refused. Errors name the file.
Result<Workbook> read_workbook(const Path& folder);

}  // namespace otk::xlsform
