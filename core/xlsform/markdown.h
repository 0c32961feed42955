#pragma once

#include <string_view>

#include "core/xlsform/book.h"

namespace otk::xlsform {

/// Reads the tables of a Markdown text into the book, in the style in which people write forms into
/// messages: a row whose first cell names a sheet begins it, the rows below it have an empty first
/// cell.
///
///     | survey |                  |      |           |
///     |        | type             | name | label::ru |
///     |        | select_one marks | mark | Оценка    |
///
/// `\|` is a bar inside a cell, `<br>` a line break; rows of dashes and lines that do not begin
/// with a bar are for people. A row's number is its line in the file.
void read_markdown(std::string_view text, Book& book, const SourceLimits& limits = {});

}  // namespace otk::xlsform
