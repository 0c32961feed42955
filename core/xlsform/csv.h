#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"

namespace otk::xlsform {

struct CsvLimits {
    std::size_t size_bytes_max = 4U << 20U;
    std::size_t rows_max = 20'000;
    std::size_t cells_max = 128;  ///< of one row
    std::size_t cell_bytes_max = 32U << 10U;
};

/// Records of cells, as RFC 4180 has them: quotation marks around a cell, doubled inside; line ends
/// CRLF, LF or CR; an optional byte order mark. Row n of a spreadsheet is element n-1, also where a
/// cell has line breaks. InvalidInput names the row and is never about a limit silently passed.
Result<std::vector<std::vector<std::string>>> parse_csv(
    std::string_view text, const CsvLimits& limits = {});

}  // namespace otk::xlsform
