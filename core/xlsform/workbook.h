#pragma once

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/xlsform/book.h"

namespace otk::xlsform {

/// The three sheets of a form.
struct Workbook {
    Sheet survey;
    Sheet choices;
    Sheet settings;
    Problems problems = {};  ///< found while reading
    bool is_whole = true;    ///< false if a sheet is missing or was given up
};

/// Chooses a form's sheets: survey and settings must be there, choices may be missing. Sheets for
/// people (is_for_people) and empty ones are passed over; any other, and a second of one name, is a
/// problem, because nobody would see that it is not read.
Workbook choose_sheets(Book book);

/// Reads a form's source by its content: a folder of CSV sheets (survey.csv, settings.csv, perhaps
/// choices.csv), a workbook (.xlsx) or a Markdown file (.md). The error is about the source as a
/// whole: there is none, no such kind of file, damaged; it says what to give instead.
Result<Workbook> read_workbook(const Path& source, const SourceLimits& limits = {});

}  // namespace otk::xlsform
