#pragma once

#include <string>
#include <string_view>

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
    /// The form's id where settings give none: the source's name, as XLSForm has it.
    std::string name = "form";
};

/// The nearest form_id to a name: "Visit 7-b" is Visit_7-b, "Опрос" is form, for an id is ASCII.
std::string form_id_of(std::string_view name);

/// Chooses a form's sheets: survey must be there, choices and settings may be missing. Sheets for
/// people (is_for_people) and empty ones are passed over; any other, and a second of one name, is a
/// problem, because nobody would see that it is not read.
Workbook choose_sheets(Book book);

/// Reads a form's source by its content: a folder of CSV sheets (survey.csv, perhaps choices.csv
/// and settings.csv), a workbook (.xlsx) or a Markdown file (.md). The error is about the source as a
/// whole: there is none, no such kind of file, damaged; it says what to give instead.
Result<Workbook> read_workbook(const Path& source, const SourceLimits& limits = {});

}  // namespace otk::xlsform
