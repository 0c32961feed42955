#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/xlsform/book.h"

namespace otk::xlsform {

/// Reads the worksheets of an .xlsx (as Excel, LibreOffice and Google Sheets write it, the strict
/// format too; macros of an .xlsm are never run). Hidden sheets, rows and columns count like
/// others: nothing that stands in a form is passed over. Of formulas their last result is taken. A
/// merged range is its first cell. InvalidInput, if no sheet can be read, says what to do instead.
Result<Book> read_xlsx(ByteView bytes, const SourceLimits& limits = {});

}  // namespace otk::xlsform
