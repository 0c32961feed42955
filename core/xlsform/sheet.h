#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace otk::xlsform {

using Rows = std::vector<std::vector<std::string>>;

/// Cells that a spreadsheet shows as one, by their addresses from 0 (the header is row 0).
struct MergedRange {
    std::size_t first_row = 0;
    std::size_t first_column = 0;
    std::size_t last_row = 0;
    std::size_t last_column = 0;
};
/// "A2:A5".
std::string to_text(const MergedRange& range);

/// One sheet of a form as text: a header row and rows below it, wherever it was read from. Cells
/// are trimmed at both ends of what nobody sees (blanks, line ends, non-breaking and zero-width
/// spaces); inside, a non-breaking space is kept in texts for people and is a plain one everywhere
/// else.
class Sheet {
  public:
    /// `rows` as the source has them, the header first; may be empty. `numbers` are what a person
    /// reads at the left edge of each row; without them, 1, 2, 3 and so on.
    Sheet(std::string name, Rows rows, std::vector<std::size_t> numbers = {},
        std::vector<MergedRange> merges = {});

    const std::string& name() const { return m_name; }
    std::size_t column_count() const { return m_headers.size(); }
    /// In the one spelling that the readers know ("List Name" is list_name).
    const std::string& header(std::size_t column) const { return m_headers[column]; }
    /// As the author wrote it; "" beyond the last header.
    std::string_view written_header(std::size_t column) const;
    /// Rows without the header.
    std::size_t row_count() const { return m_rows.empty() ? 0 : m_rows.size() - 1; }
    /// "" beyond the row's last cell.
    std::string_view cell(std::size_t row, std::size_t column) const;
    /// Cells that the row really has; more than the header has is a mistake of the author.
    std::size_t width(std::size_t row) const { return m_rows[row + 1].size(); }
    bool is_blank(std::size_t row) const { return width(row) == 0; }
    std::optional<std::size_t> find(std::string_view header) const;
    /// The merged range that hides this cell (it is not the range's first); null if none does.
    const MergedRange* range_over(std::size_t row, std::size_t column) const;

    /// What a person reads at the left edge: in a spreadsheet, the first row below the header is 2;
    /// in a Markdown file it is the line.
    std::size_t number_of(std::size_t row) const { return number_at(row + 1); }
    std::size_t header_number() const { return number_at(0); }

  private:
    std::size_t number_at(std::size_t index) const {
        return index < m_numbers.size() ? m_numbers[index] : index + 1;
    }

    std::string m_name;
    Rows m_rows;
    std::vector<std::string> m_headers;
    std::vector<std::size_t> m_numbers;
    std::vector<MergedRange> m_merges;
};

/// "A", "Z", "AA": the letters above a column.
std::string letters_of(std::size_t column);

}  // namespace otk::xlsform
