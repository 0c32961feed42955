#pragma once

#include <string_view>

#include "core/xlsform/book.h"

namespace otk::xlsform {

/// Reads one sheet of comma-separated values, as RFC 4180 has them, into the book: quotation marks
/// around a cell, doubled inside; line ends CRLF, LF or CR; an optional byte order mark. The
/// separator is the one of comma, semicolon (as a Russian Excel writes) and tab that the first row
/// has most often. Row n of a spreadsheet is row n here, also where a cell has line breaks. Text in
/// another encoding than UTF-8 is refused with its name.
void read_csv(
    std::string_view text, std::string_view sheet, Book& book, const SourceLimits& limits = {});

}  // namespace otk::xlsform
