#include "core/xlsform/book.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/format.h"

namespace otk::xlsform {
namespace {

/// Control characters have no place in a cell; tab and line ends have.
bool is_plain_text(std::string_view text) {
    return is_utf8(text) && std::none_of(text.begin(), text.end(), [](char c) {
        return c >= 0 && c < ' ' && c != '\t' && c != '\n' && c != '\r';
    });
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// XLSForm tools take the sheets' names in any letters.
std::string sheet_spelling(std::string_view name) {
    constexpr std::array<std::string_view, 3> known = {"survey", "choices", "settings"};
    std::string small;
    for (const char c : name) {
        const bool is_capital = c >= 'A' && c <= 'Z';
        if (c != ' ') small += is_capital ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return std::find(known.begin(), known.end(), small) == known.end() ? std::string(name) : small;
}

}  // namespace

bool is_for_people(std::string_view sheet) {
    return sheet.starts_with('_');
}

SheetBuilder::SheetBuilder(Book& book, std::string_view name, const SourceLimits& limits)
    : m_book(book), m_name(sheet_spelling(name)), m_limits(limits) {}

void SheetBuilder::put(std::size_t row, std::size_t column, std::string text) {
    if (m_is_given_up || is_blank(text)) return;
    if (row >= m_limits.rows_max) {
        return give_up(row, {format("the sheet has more than {} rows", m_limits.rows_max),
                                "remove the rows below the form"});
    }
    if (column >= m_limits.columns_max) {
        return give_up(row, {format("the row has more than {} columns", m_limits.columns_max),
                                "remove the columns to the right of the form"});
    }
    if (text.size() > m_limits.cell_bytes_max) {
        return refuse(row, column, std::move(text),
            {format("the text is longer than {} bytes", m_limits.cell_bytes_max),
                "write a shorter one"});
    }
    if (!is_plain_text(text)) {
        return refuse(row, column, "",
            {"the text has characters that no text can have", "write the cell anew"});
    }
    m_book.text_bytes += text.size();
    if (m_book.text_bytes > m_limits.text_bytes_max) {
        return give_up(
            row, {format("the form has more than {} bytes of text", m_limits.text_bytes_max),
                     "remove what is no part of it"});
    }
    if (m_book.cells > m_limits.cells_max) {
        return give_up(row, {format("the form has more than {} cells", m_limits.cells_max),
                                "remove what is no part of it"});
    }
    if (m_rows.size() <= row) m_rows.resize(row + 1);
    if (m_rows[row].size() <= column) {
        m_book.cells += column + 1 - m_rows[row].size();
        m_rows[row].resize(column + 1);
    }
    m_rows[row][column] = std::move(text);
}

void SheetBuilder::number(std::size_t row, std::size_t shown) {
    if (m_is_given_up || row >= m_limits.rows_max) return;
    while (m_numbers.size() <= row)
        m_numbers.push_back(m_numbers.size() + 1);
    m_numbers[row] = shown;
}

void SheetBuilder::merge(const MergedRange& range) {
    if (m_is_given_up) return;
    if (m_merges.size() == m_limits.merges_max) {
        return give_up(range.first_row,
            {format("the sheet has more than {} merged ranges", m_limits.merges_max),
                "split them"});
    }
    m_merges.push_back(range);
}

SheetProblem SheetBuilder::problem_at(std::size_t row, Refusal refusal) const {
    const std::size_t shown = row < m_numbers.size() ? m_numbers[row] : row + 1;
    return SheetProblem{m_name, shown, {}, "", "", std::move(refusal)};
}

void SheetBuilder::refuse(std::size_t row, std::size_t column, std::string value, Refusal refusal) {
    SheetProblem problem = problem_at(row, std::move(refusal));
    problem.column = column;
    problem.value = is_plain_text(value) ? std::move(value) : std::string();
    if (!m_rows.empty() && row > 0 && column < m_rows.front().size()) {
        problem.header = m_rows.front()[column];
    }
    m_book.problems.put(std::move(problem));
}

void SheetBuilder::give_up(std::size_t row, Refusal refusal) {
    m_book.problems.put(problem_at(row, std::move(refusal)));
    m_book.is_whole = false;
    m_is_given_up = true;
}

/// A spreadsheet shows only the first cell of a merged range; what lies below it nobody sees.
void SheetBuilder::refuse_covered_cells() {
    for (const MergedRange& range : m_merges) {
        const std::size_t last_row = std::min(range.last_row + 1, m_rows.size());
        for (std::size_t row = range.first_row; row < last_row; ++row) {
            const std::size_t last_column = std::min(range.last_column + 1, m_rows[row].size());
            for (std::size_t column = range.first_column; column < last_column; ++column) {
                const bool is_first = row == range.first_row && column == range.first_column;
                if (is_first || m_rows[row][column].empty()) continue;
                refuse(row, column, std::exchange(m_rows[row][column], ""),
                    {format("this cell is hidden below the merged cells {}", to_text(range)),
                        "split them"});
            }
        }
    }
}

void SheetBuilder::finish() {
    if (m_is_given_up) return;
    refuse_covered_cells();
    m_book.sheets.emplace_back(
        std::move(m_name), std::move(m_rows), std::move(m_numbers), std::move(m_merges));
}

}  // namespace otk::xlsform
