#include "core/xlsform/sheet.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/format.h"
#include "core/xlsform/header_spelling.h"

namespace otk::xlsform {
namespace {

constexpr std::string_view non_breaking_space = "\xC2\xA0";

/// White space of ASCII, and what comes along unseen when a cell is pasted: non-breaking spaces
/// (U+00A0, U+2007, U+202F), zero-width ones (U+200B, U+FEFF).
constexpr std::array<std::string_view, 11> unseen = {" ", "\t", "\r", "\n", "\v", "\f",
    non_breaking_space, "\xE2\x80\x87", "\xE2\x80\xAF", "\xE2\x80\x8B", "\xEF\xBB\xBF"};

std::size_t unseen_at_start(std::string_view text) {
    for (const std::string_view blank : unseen) {
        if (text.starts_with(blank)) return blank.size();
    }
    return 0;
}

std::size_t unseen_at_end(std::string_view text) {
    for (const std::string_view blank : unseen) {
        if (text.ends_with(blank)) return blank.size();
    }
    return 0;
}

std::string_view trimmed(std::string_view text) {
    while (const std::size_t size = unseen_at_start(text))
        text.remove_prefix(size);
    while (const std::size_t size = unseen_at_end(text))
        text.remove_suffix(size);
    return text;
}

std::string with_plain_spaces(std::string_view text) {
    std::string plain;
    while (true) {
        const std::size_t at = text.find(non_breaking_space);
        plain += text.substr(0, at);
        if (at == std::string_view::npos) return plain;
        plain += ' ';
        text.remove_prefix(at + non_breaking_space.size());
    }
}

void trim(std::string& cell) {
    const std::string_view rest = trimmed(cell);
    if (rest.size() != cell.size()) cell = std::string(rest);
}

}  // namespace

std::string to_text(const MergedRange& range) {
    return format("{}{}:{}{}", letters_of(range.first_column), range.first_row + 1,
        letters_of(range.last_column), range.last_row + 1);
}

Sheet::Sheet(
    std::string name, Rows rows, std::vector<std::size_t> numbers, std::vector<MergedRange> merges)
    : m_name(std::move(name)),
      m_rows(std::move(rows)),
      m_numbers(std::move(numbers)),
      m_merges(std::move(merges)) {
    for (std::vector<std::string>& row : m_rows) {
        for (std::string& cell : row)
            trim(cell);
        while (!row.empty() && row.back().empty())
            row.pop_back();
    }
    if (m_rows.empty()) return;
    for (const std::string& written : m_rows.front()) {
        m_headers.push_back(header_spelling(with_plain_spaces(written)));
    }
    for (std::size_t row = 1; row < m_rows.size(); ++row) {
        std::vector<std::string>& cells = m_rows[row];
        for (std::size_t column = 0; column < std::min(cells.size(), m_headers.size()); ++column) {
            if (is_text_for_people(m_headers[column])) continue;
            cells[column] = with_plain_spaces(cells[column]);
        }
    }
}

std::string_view Sheet::written_header(std::size_t column) const {
    return column < column_count() ? std::string_view(m_rows.front()[column]) : std::string_view();
}

std::string_view Sheet::cell(std::size_t row, std::size_t column) const {
    const std::vector<std::string>& cells = m_rows[row + 1];
    return column < cells.size() ? std::string_view(cells[column]) : std::string_view();
}

std::optional<std::size_t> Sheet::find(std::string_view header) const {
    const auto found = std::find(m_headers.begin(), m_headers.end(), header);
    if (found == m_headers.end()) return std::nullopt;
    return static_cast<std::size_t>(found - m_headers.begin());
}

const MergedRange* Sheet::range_over(std::size_t row, std::size_t column) const {
    const std::size_t at = row + 1;
    const auto found =
        std::find_if(m_merges.begin(), m_merges.end(), [at, column](const MergedRange& range) {
            const bool is_first = at == range.first_row && column == range.first_column;
            return !is_first && at >= range.first_row && at <= range.last_row &&
                   column >= range.first_column && column <= range.last_column;
        });
    return found == m_merges.end() ? nullptr : &*found;
}

std::string letters_of(std::size_t column) {
    std::string letters;
    for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    }
    return letters;
}

}  // namespace otk::xlsform
