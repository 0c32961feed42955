#include "core/xlsform/csv.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/format.h"

namespace otk::xlsform {
namespace {

/// The separator that stands most often outside quotation marks in the first row.
char separator_of(std::string_view text) {
    constexpr std::array<char, 3> separators = {',', ';', '\t'};
    std::array<std::size_t, 3> times = {};
    bool is_quoted = false;
    for (const char letter : text) {
        if (letter == '"') is_quoted = !is_quoted;
        if (is_quoted) continue;
        if (letter == '\n' || letter == '\r') break;
        for (std::size_t index = 0; index < separators.size(); ++index) {
            if (letter == separators[index]) ++times[index];
        }
    }
    const auto* most = std::max_element(times.begin(), times.end());
    return separators[static_cast<std::size_t>(most - times.begin())];
}

/// Windows-1251 is what a Russian Excel writes as plain "CSV": nearly all its bytes above ASCII are
/// the letters А to я, 0xC0 to 0xFF.
bool looks_like_windows_1251(std::string_view text) {
    std::size_t letters = 0;
    std::size_t others = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) continue;
        ++(byte >= 0xC0 ? letters : others);
    }
    // One or two such bytes are damage of some other text.
    return letters > 2 && letters > 4 * others;
}

/// The row in which that byte lies; line ends inside quotation marks begin none.
std::size_t row_at(std::string_view text, std::size_t at) {
    std::size_t row = 0;
    bool is_quoted = false;
    for (const char letter : text.substr(0, at)) {
        if (letter == '"') is_quoted = !is_quoted;
        if (letter == '\n' && !is_quoted) ++row;
    }
    return row;
}

/// The beginning of the first line that is not in UTF-8.
std::size_t first_damaged_line(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        if (!is_utf8(text.substr(at, end - at))) break;
        at = end + 1;
    }
    return at;
}

struct Damage {
    std::size_t row;
    Refusal refusal;
};

std::optional<Damage> mistake_in_encoding(std::string_view text) {
    constexpr const char* save_as = "save the sheet as \"CSV UTF-8\", or give the .xlsx itself";
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        return Damage{0, {"the text is in UTF-16", save_as}};
    }
    if (!is_utf8(text)) {
        if (looks_like_windows_1251(text))
            return Damage{0, {"the text is in Windows-1251, not in UTF-8", save_as}};
        return Damage{
            row_at(text, first_damaged_line(text)), {"the text is not in UTF-8", save_as}};
    }
    if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
        return Damage{row_at(text, nul), {"a NUL character: this is no text", save_as}};
    }
    return std::nullopt;
}

class CsvReader {
  public:
    CsvReader(std::string_view text, SheetBuilder& sheet)
        : m_text(text), m_separator(separator_of(text)), m_sheet(sheet) {
        take_separator_line();
    }

    void read() {
        while (m_at < m_text.size() && !m_sheet.is_given_up()) {
            if (m_has_separator_line) m_sheet.number(m_row, m_row + 2);
            read_row();
            ++m_row;
        }
    }

  private:
    /// A first line "sep=;" tells Excel the separator and is no row of the sheet.
    void take_separator_line() {
        constexpr std::string_view begin = "sep=";
        const std::size_t end = std::min(m_text.find_first_of("\r\n"), m_text.size());
        m_has_separator_line = m_text.starts_with(begin) && end == begin.size() + 1;
        if (!m_has_separator_line) return;
        m_separator = m_text[begin.size()];
        m_at = end;
        if (is_at('\r')) ++m_at;
        if (is_at('\n')) ++m_at;
    }

    bool is_at(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool is_at_line_end() const { return m_at == m_text.size() || is_at('\n') || is_at('\r'); }
    void give_up(std::string what, std::string instead) {
        m_sheet.give_up(m_row, {std::move(what), std::move(instead)});
    }

    void read_row() {
        for (std::size_t column = 0;; ++column) {
            std::string cell = is_at('"') ? read_quoted() : read_plain();
            if (m_sheet.is_given_up()) return;
            m_sheet.put(m_row, column, std::move(cell));
            if (!is_at(m_separator)) break;
            ++m_at;
        }
        if (is_at('\r')) ++m_at;
        if (is_at('\n')) ++m_at;
    }

    std::string read_plain() {
        const std::size_t start = m_at;
        while (!is_at_line_end() && !is_at(m_separator)) {
            if (is_at('"')) {
                give_up("a quotation mark stands inside a cell that is not quoted",
                    "put the cell into quotation marks and double those inside");
                return {};
            }
            ++m_at;
        }
        return std::string(m_text.substr(start, m_at - start));
    }

    std::string read_quoted() {
        std::string cell;
        ++m_at;
        while (true) {
            const std::size_t mark = m_text.find('"', m_at);
            if (mark == std::string_view::npos) {
                give_up("a quoted cell does not end", "write a quotation mark at its end");
                return {};
            }
            cell += m_text.substr(m_at, mark - m_at);
            m_at = mark + 1;
            if (!is_at('"')) break;
            cell += '"';
            ++m_at;
        }
        if (!is_at_line_end() && !is_at(m_separator)) {
            give_up(
                "text stands behind a quoted cell", "double the quotation marks inside the cell");
        }
        return cell;
    }

    std::string_view m_text;
    char m_separator;
    bool m_has_separator_line = false;
    SheetBuilder& m_sheet;
    std::size_t m_at = 0;
    std::size_t m_row = 0;
};

}  // namespace

void read_csv(
    std::string_view text, std::string_view name, Book& book, const SourceLimits& limits) {
    SheetBuilder sheet(book, name, limits);
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (text.size() > limits.file_bytes_max) {
        sheet.give_up(0, {format("the file is larger than {} bytes", limits.file_bytes_max),
                             "remove what is no part of the form"});
    } else if (std::optional<Damage> damage = mistake_in_encoding(text)) {
        sheet.give_up(damage->row, std::move(damage->refusal));
    } else {
        CsvReader(text, sheet).read();
    }
    sheet.finish();
}

}  // namespace otk::xlsform
