#include "core/xlsform/markdown.h"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/format.h"

namespace otk::xlsform {
namespace {

constexpr std::string_view file_as_sheet = "Markdown";

std::string_view trimmed(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\r");
    if (start == std::string_view::npos) return {};
    return text.substr(start, text.find_last_not_of(" \t\r") - start + 1);
}

/// The cells of "| a | b |": what stands between bars that no backslash escapes. A bar at the end
/// opens no cell.
std::vector<std::string> cells_of(std::string_view line, std::size_t cells_max) {
    constexpr std::array<std::string_view, 3> breaks = {"<br>", "<br/>", "<br />"};
    std::vector<std::string> cells;
    std::string cell;
    std::size_t at = 1;
    while (at < line.size() && cells.size() < cells_max) {
        const std::string_view rest = line.substr(at);
        const auto* line_break = std::find_if(breaks.begin(), breaks.end(),
            [rest](std::string_view tag) { return rest.starts_with(tag); });
        if (rest.starts_with("\\|")) {
            cell += '|';
            at += 2;
        } else if (line_break != breaks.end()) {
            cell += '\n';
            at += line_break->size();
        } else if (rest.front() == '|') {
            cells.emplace_back(trimmed(cell));
            cell.clear();
            ++at;
        } else {
            cell += rest.front();
            ++at;
        }
    }
    if (!trimmed(cell).empty()) cells.emplace_back(trimmed(cell));
    return cells;
}

/// `|---|:--:|`, which Markdown wants below a table's head.
bool is_rule(const std::vector<std::string>& cells) {
    bool has_dash = false;
    for (const std::string& cell : cells) {
        if (cell.find_first_not_of("-: ") != std::string::npos) return false;
        has_dash = has_dash || cell.find('-') != std::string::npos;
    }
    return has_dash;
}

/// The number of the first line that is not in UTF-8.
std::size_t damaged_line(std::string_view text) {
    std::size_t line = 1;
    while (true) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        if (end == text.size() || !is_utf8(text.substr(0, end))) return line;
        text.remove_prefix(end + 1);
        ++line;
    }
}

class MarkdownReader {
  public:
    MarkdownReader(Book& book, const SourceLimits& limits) : m_book(book), m_limits(limits) {}

    void read(std::string_view text) {
        bool is_in_table = false;
        for (std::size_t line = 1; !text.empty() && m_book.is_whole; ++line) {
            const std::size_t end = std::min(text.find('\n'), text.size());
            const std::string_view row = trimmed(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
            const bool is_row = row.starts_with('|');
            // One cell more than allowed shows that there are too many.
            if (is_row) read_row(line, cells_of(row, m_limits.columns_max + 2));
            // Markdown goes on with a table until an empty line.
            if (!is_row && is_in_table && !row.empty()) refuse_row_without_bar(line, row);
            is_in_table = !row.empty() && (is_row || is_in_table);
        }
        finish_sheet();
    }

  private:
    void put_problem(std::size_t line, std::string value, Refusal refusal) {
        m_book.problems.put({m_sheet ? m_sheet_name : std::string(file_as_sheet), line, {}, "",
            std::move(value), std::move(refusal)});
    }

    void refuse_row_without_bar(std::size_t line, std::string_view row) {
        put_problem(line, std::string(row),
            {"this line of a table does not begin with a bar",
                "begin it with a bar and an empty cell, or put an empty line above a text for "
                "people"});
    }

    void read_row(std::size_t line, const std::vector<std::string>& cells) {
        if (cells.empty() || is_rule(cells)) return;
        if (!cells.front().empty()) return begin_sheet(line, cells);
        const bool is_blank = std::all_of(
            cells.begin(), cells.end(), [](const std::string& cell) { return cell.empty(); });
        if (is_blank) return;
        if (!m_sheet) {
            put_problem(line, cells[1],
                {"this row belongs to no sheet",
                    "write a row with the sheet's name above it: | survey |"});
            m_book.is_whole = false;
            return;
        }
        m_sheet->number(m_row, line);
        for (std::size_t column = 1; column < cells.size(); ++column) {
            m_sheet->put(m_row, column - 1, cells[column]);
        }
        ++m_row;
    }

    void begin_sheet(std::size_t line, const std::vector<std::string>& cells) {
        const auto filled = std::find_if(
            cells.begin() + 1, cells.end(), [](const std::string& cell) { return !cell.empty(); });
        if (filled != cells.end()) {
            put_problem(line, *filled,
                {format("\"{}\" stands where a row names its sheet", cells.front()),
                    "leave the first cell of the sheet's rows empty"});
            m_book.is_whole = false;
            return;
        }
        finish_sheet();
        if (m_sheet_count == m_limits.sheets_max) {
            put_problem(line, cells.front(),
                {format("more than {} sheets", m_limits.sheets_max), "remove some"});
            m_book.is_whole = false;
            return;
        }
        ++m_sheet_count;
        m_sheet_name = cells.front();
        // Rows for people are read too, for they must not fall to the sheet before.
        m_sheet = std::make_unique<SheetBuilder>(m_book, m_sheet_name, m_limits);
        m_row = 0;
    }

    void finish_sheet() {
        if (m_sheet) m_sheet->finish();
        m_sheet.reset();
    }

    Book& m_book;
    const SourceLimits& m_limits;
    std::size_t m_sheet_count = 0;
    std::string m_sheet_name;
    std::unique_ptr<SheetBuilder> m_sheet;  ///< null outside a sheet
    std::size_t m_row = 0;
};

}  // namespace

void read_markdown(std::string_view text, Book& book, const SourceLimits& limits) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!is_utf8(text)) {
        book.problems.put({std::string(file_as_sheet), damaged_line(text), {}, "", "",
            {"the text is not in UTF-8", "save the file as UTF-8"}});
        book.is_whole = false;
        return;
    }
    MarkdownReader(book, limits).read(text);
}

}  // namespace otk::xlsform
