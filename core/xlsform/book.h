#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/xlsform/limits.h"
#include "core/xlsform/problem.h"
#include "core/xlsform/sheet.h"

namespace otk::xlsform {

/// What a source holds, before it is known which of its sheets a form has. Every reader (.xlsx,
/// CSV, Markdown) fills one.
struct Book {
    std::vector<Sheet> sheets;
    Problems problems;  ///< of cells that could not be read, and of sheets given up
    /// False if some sheet was given up: what else is wrong cannot be said without it.
    bool is_whole = true;
    // Of all sheets so far:
    std::size_t text_bytes = 0;
    std::size_t cells = 0;  ///< with the empty ones to the left of one
};

/// Sheets whose name begins with "_" are for people (help, notes) and not read.
bool is_for_people(std::string_view sheet);

/// Takes the cells of one sheet by their address, in any order, and keeps the bounds. A sheet that
/// passes one is given up with a problem that names the cell; later cells of it are dropped.
class SheetBuilder {
  public:
    /// `name` as the source has it; "Survey" is survey.
    SheetBuilder(Book& book, std::string_view name, const SourceLimits& limits);

    /// Row and column from 0. Blank text makes no cell.
    void put(std::size_t row, std::size_t column, std::string text);
    /// What stands at the left edge of the row, where it is not row + 1 (Markdown's lines).
    void number(std::size_t row, std::size_t shown);
    /// A range of cells of which the first holds the value: the others are empty.
    void merge(const MergedRange& range);
    /// A cell that cannot be read counts as empty.
    void refuse(std::size_t row, std::size_t column, std::string value, Refusal refusal);
    /// Gives the sheet up because of what stands in that row.
    void give_up(std::size_t row, Refusal refusal);

    bool is_given_up() const { return m_is_given_up; }
    /// Puts the sheet into the book; the last call.
    void finish();

  private:
    SheetProblem problem_at(std::size_t row, Refusal refusal) const;
    void refuse_covered_cells();

    Book& m_book;
    std::string m_name;
    const SourceLimits& m_limits;
    Rows m_rows;
    std::vector<std::size_t> m_numbers;
    std::vector<MergedRange> m_merges;
    bool m_is_given_up = false;
};

}  // namespace otk::xlsform
