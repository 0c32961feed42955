#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/base/bytes.h"

namespace otk::test {

/// Name and content of an entry.
using ZipEntry = std::pair<std::string, std::string>;

/// A zip archive in memory with these entries, deflated.
Bytes zip_of(const std::vector<ZipEntry>& entries);

/// The smallest .xlsx with these worksheets (name, XML of <worksheet>…), in their order.
struct XlsxParts {
    std::vector<std::pair<std::string, std::string>> sheets;
    std::string shared_strings = {};       ///< XML of <sst>…, "" for no such part
    std::string styles = {};               ///< XML of <styleSheet>…, "" for no such part
    std::string workbook_properties = {};  ///< XML before <sheets>
};
std::vector<ZipEntry> entries_of(const XlsxParts& parts);

/// XML of a worksheet whose <sheetData> has these rows.
std::string worksheet(const std::string& rows, const std::string& behind = "");

/// A worksheet of inline strings.
std::string worksheet_of(const std::vector<std::vector<std::string>>& rows);

}  // namespace otk::test
