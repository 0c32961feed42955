#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/file.h"
#include "core/base/result.h"

namespace otk::xlsform {

/// One sheet of a spreadsheet as text: a header row and rows below it. Cells are trimmed of white
/// space at both ends. Where the cells come from (CSV now, .xlsx or Markdown later) ends here.
class Sheet {
  public:
    /// `rows` as the spreadsheet has them, the header first; may be empty.
    Sheet(std::string name, std::vector<std::vector<std::string>> rows);

    const std::string& name() const { return m_name; }
    std::size_t column_count() const { return m_rows.empty() ? 0 : m_rows.front().size(); }
    const std::string& header(std::size_t column) const { return m_rows.front()[column]; }
    /// Rows without the header.
    std::size_t row_count() const { return m_rows.empty() ? 0 : m_rows.size() - 1; }
    /// "" beyond the row's last cell.
    std::string_view cell(std::size_t row, std::size_t column) const;
    /// Cells that the row really has; more than the header has is a mistake of the author.
    std::size_t width(std::size_t row) const { return m_rows[row + 1].size(); }
    bool is_blank(std::size_t row) const;
    std::optional<std::size_t> find(std::string_view header) const;

    /// What a person reads at the left edge: the first row below the header is 2.
    static std::size_t number_of(std::size_t row) { return row + 2; }

  private:
    std::string m_name;
    std::vector<std::vector<std::string>> m_rows;
};

struct Workbook {
    Sheet survey;
    Sheet choices;
    Sheet settings;
};

/// Reads survey.csv, choices.csv and settings.csv of a folder; choices.csv may be missing, another
/// .csv file is refused. Errors name the file.
Result<Workbook> read_workbook(const Path& folder);

/// "A", "Z", "AA": the letters above a column.
std::string letters_of(std::size_t column);

}  // namespace otk::xlsform
