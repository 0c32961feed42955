#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/xlsform/workbook.h"

namespace otk::xlsform {

/// One thing that an author has to change.
struct SheetProblem {
    std::string sheet;
    std::size_t row = 0;                ///< as the spreadsheet counts; 0: of the sheet as a whole
    std::optional<std::size_t> column;  ///< from 0
    std::string header;                 ///< the column's header, "" if it is missing
    std::string value;                  ///< what stands there
    std::string message;                ///< what is wrong and what to write instead
};

/// `survey, row 5, column F (relevant), "…": what is wrong`. A mistake in an expression adds two
/// lines: the source and a caret.
std::string to_text(const SheetProblem& problem);

/// Collects the problems of one run.
class Problems {
  public:
    void put(SheetProblem problem) { m_problems.push_back(std::move(problem)); }
    /// Of one cell: header and value are taken from the sheet.
    void put_cell(const Sheet& sheet, std::size_t row, std::size_t column, std::string message);
    /// Of a cell by its header, which may be missing in the sheet.
    void put_cell(const Sheet& sheet, std::size_t row, std::string_view header, std::string message);
    void put_header(const Sheet& sheet, std::size_t column, std::string message);
    void put_sheet(const Sheet& sheet, std::string message);

    bool is_empty() const { return m_problems.empty(); }
    /// True if some problem is known of that cell (never of the sheet as a whole, row 0).
    bool names_cell(std::string_view sheet, std::size_t row, std::string_view header) const;
    /// In the order of sheets and rows.
    std::vector<SheetProblem> take_sorted();

  private:
    std::vector<SheetProblem> m_problems;
};

/// " Did you mean \"likert\"?" or "" if no known word is near.
std::string did_you_mean(std::string_view word, const std::vector<std::string_view>& known);

}  // namespace otk::xlsform
