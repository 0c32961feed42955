#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"
#include "core/xlsform/workbook.h"

namespace otk::xlsform {

/// A column of a sheet to be written.
struct DesignedColumn {
    std::string header;
    double width = 20;               ///< in digits of the sheet's font, as spreadsheets count it
    std::string comment;             ///< shown at the header; "" for none
    std::vector<std::string> words;  ///< offered as a drop-down list; other text may be typed
};

/// A sheet to be written: a frozen header, rows of texts below it.
struct DesignedSheet {
    std::string name;
    std::vector<DesignedColumn> columns;
    Rows rows;
};

/// Writes an .xlsx, the same bytes for the same sheets at any time: every cell is text, and the
/// workbook's date of creation is fixed. Replaces the file. The words of a list, with commas
/// between them, have at most 255 letters (the format's own limit).
Result<void> write_xlsx(const Path& file, const std::vector<DesignedSheet>& sheets);

/// A form's sheets as they can be written: widths by what the columns hold.
std::vector<DesignedSheet> designed(const Workbook& workbook);

}  // namespace otk::xlsform
