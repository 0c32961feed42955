#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/xlsform/book.h"
#include "core/xlsform/xlsx_value.h"

namespace otk::xlsform {

// The parts of an .xlsx (ECMA-376 part 1, SpreadsheetML), each one XML text. Elements are known by
// their local names, so that any prefix and the namespaces of both the transitional and the strict
// format will do. Every function takes its text by value, because the parser works inside it, and
// guards it first (xml_guard.h). InvalidInput says what to do instead.

/// A line of a .rels part: what a part refers to.
struct Relationship {
    std::string id;
    std::string type;    ///< the last word of its URI: "worksheet", "sharedStrings"
    std::string target;  ///< as it stands: relative to the part's folder, or from the root with "/"
};
Result<std::vector<Relationship>> read_relationships(std::string xml, const SourceLimits& limits);

/// workbook.xml: the sheets in their order, hidden ones too.
struct WorkbookPart {
    struct SheetEntry {
        std::string name;
        std::string relationship;
    };
    std::vector<SheetEntry> sheets;
    DateSystem dates = DateSystem::From1900;
};
Result<WorkbookPart> read_workbook_part(std::string xml, const SourceLimits& limits);

/// sharedStrings.xml: runs of rich text joined, phonetic runs left out.
Result<std::vector<std::string>> read_shared_strings(std::string xml, const SourceLimits& limits);

/// styles.xml: for each cell format, whether it shows a date.
Result<std::vector<bool>> read_styles(std::string xml, const SourceLimits& limits);

/// What the cells of a worksheet refer to.
struct CellContext {
    const std::vector<std::string>& strings;
    const std::vector<bool>& shows_date;
    DateSystem dates;
};
/// A worksheet's cells, the hidden ones too. A cell that cannot be read is refused in the builder.
Result<void> read_worksheet(
    std::string xml, const CellContext& context, SheetBuilder& sheet, const SourceLimits& limits);

}  // namespace otk::xlsform
