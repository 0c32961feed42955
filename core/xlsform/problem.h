#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/xlsform/sheet.h"

namespace otk::xlsform {

/// Why something is refused and what helps, as two halves of one sentence, small letters first and
/// no full stop: {"there is no type \"txt\"", "write \"text\""}.
struct Refusal {
    std::string what;     ///< what is wrong; further lines are an excerpt (source and caret)
    std::string instead;  ///< what to write or do, in the imperative
};

/// One thing that an author has to change.
struct SheetProblem {
    std::string sheet;
    std::size_t row = 0;                ///< as the source counts; 0: of the sheet as a whole
    std::optional<std::size_t> column;  ///< from 0
    std::string header;                 ///< the column's header, "" if it is missing
    std::string value;                  ///< what stands there, shortened to problem_value_bytes_max
    Refusal refusal;
};

/// More of a value than this would hide the message behind it.
inline constexpr std::size_t problem_value_bytes_max = 200;

/// `survey, row 5, column F (relevant), "…": what is wrong; what to write instead`. A mistake in an
/// expression adds two lines: the source and a caret.
std::string to_text(const SheetProblem& problem);

/// The first line of what is wrong, and the lines below it ("" if there are none).
struct Explanation {
    std::string_view what;
    std::string_view excerpt;
};
Explanation explanation_of(const SheetProblem& problem);

/// Collects the problems of one run. It keeps the first `problems_max` in the order of sheets and
/// rows and counts the rest, so that no form costs more memory than that.
class Problems {
  public:
    static constexpr std::size_t problems_max = 200;

    void put(SheetProblem problem);
    /// Of one cell: header and value are taken from the sheet.
    void put_cell(const Sheet& sheet, std::size_t row, std::size_t column, Refusal refusal);
    /// Of a cell by its header, which may be missing in the sheet.
    void put_cell(const Sheet& sheet, std::size_t row, std::string_view header, Refusal refusal);
    void put_header(const Sheet& sheet, std::size_t column, Refusal refusal);
    void put_sheet(const Sheet& sheet, Refusal refusal);

    bool is_empty() const { return m_problems.empty(); }
    /// True if some problem is known of that cell (never of the sheet as a whole, row 0).
    bool names_cell(std::string_view sheet, std::size_t row, std::string_view header) const;
    /// True if some problem is known of that sheet's header row.
    bool names_header(const Sheet& sheet) const;
    /// How many were left out of what take_sorted gives.
    std::size_t left_out_count() const;
    /// Counts problems that another collector left out.
    void leave_out(std::size_t count) { m_left_out += count; }
    /// In the order of sheets and rows, at most problems_max.
    std::vector<SheetProblem> take_sorted();

  private:
    void sort_and_bound();

    std::vector<SheetProblem> m_problems;
    std::size_t m_left_out = 0;
};

/// `write "likert"` if a known word is near, else `otherwise`.
std::string write_nearest(
    std::string_view word, const std::vector<std::string_view>& known, std::string otherwise);

/// "a, b, c".
std::string listed(const std::vector<std::string_view>& words);

}  // namespace otk::xlsform
