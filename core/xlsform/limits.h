#pragma once

#include <cstddef>

namespace otk::xlsform {

/// What a form's source may have at most; docs/FORMS.md has the same table. Together they keep any
/// input below 256 MiB of memory (bench_xlsform prints the peaks): the tree of one XML part takes
/// at most 500,000 elements and as many texts of 64 bytes and 1,000,000 attributes of 40 bytes, 104
/// MB, beside the file, the part and the cells.
struct SourceLimits {
    std::size_t file_bytes_max = 20'000'000;
    std::size_t rows_max = 5000;  ///< of a sheet, with its header; in Markdown, lines of the file
    std::size_t columns_max = 128;
    std::size_t cell_bytes_max = 32U << 10U;
    std::size_t text_bytes_max = 16U << 20U;  ///< all cells of a form
    std::size_t cells_max = 1'000'000;  ///< of all sheets, with the empty ones to the left of one
    std::size_t sheets_max = 64;
    std::size_t merges_max = 500;  ///< merged ranges of a sheet

    std::size_t zip_entries_max = 512;
    std::size_t entry_bytes_max = 16U << 20U;     ///< of a part of an .xlsx, unpacked
    std::size_t unpacked_bytes_max = 64U << 20U;  ///< of all parts, as the archive's list tells
    std::size_t xml_depth_max = 32;
    std::size_t xml_elements_max = 500'000;
    std::size_t xml_attributes_max = 1'000'000;
};

}  // namespace otk::xlsform
