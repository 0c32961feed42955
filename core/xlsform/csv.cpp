#include "core/xlsform/csv.h"

#include <utility>

#include "core/base/bytes.h"
#include "core/base/format.h"

namespace otk::xlsform {
namespace {

class CsvReader {
  public:
    CsvReader(std::string_view text, const CsvLimits& limits) : m_text(text), m_limits(limits) {}

    Result<std::vector<std::vector<std::string>>> read() {
        while (m_at < m_text.size()) {
            OTK_TRY(read_row());
        }
        return std::move(m_rows);
    }

  private:
    Failure refuse(std::string_view what) const {
        return fail(ErrorKind::InvalidInput, format("row {}: {}", m_rows.size() + 1, what));
    }
    bool is_at(char c) const { return m_at < m_text.size() && m_text[m_at] == c; }
    bool is_at_line_end() const { return m_at == m_text.size() || is_at('\n') || is_at('\r'); }

    Result<void> read_row() {
        if (m_rows.size() == m_limits.rows_max) return refuse("more rows than allowed");
        std::vector<std::string> row;
        while (true) {
            if (row.size() == m_limits.cells_max) return refuse("more cells than allowed");
            row.push_back(OTK_TRY(is_at('"') ? read_quoted() : read_plain()));
            if (row.back().size() > m_limits.cell_bytes_max) return refuse("a cell is too long");
            if (!is_at(',')) break;
            ++m_at;
        }
        if (is_at('\r')) ++m_at;
        if (is_at('\n')) ++m_at;
        m_rows.push_back(std::move(row));
        return {};
    }

    Result<std::string> read_plain() {
        const std::size_t start = m_at;
        while (!is_at_line_end() && !is_at(',')) {
            if (is_at('"')) return refuse("a quotation mark inside a cell that is not quoted");
            ++m_at;
        }
        return std::string(m_text.substr(start, m_at - start));
    }

    Result<std::string> read_quoted() {
        std::string cell;
        ++m_at;
        while (true) {
            const std::size_t mark = m_text.find('"', m_at);
            if (mark == std::string_view::npos) return refuse("a quoted cell does not end");
            cell += m_text.substr(m_at, mark - m_at);
            m_at = mark + 1;
            if (!is_at('"')) break;
            cell += '"';
            ++m_at;
        }
        if (!is_at_line_end() && !is_at(',')) return refuse("text after a quoted cell");
        return cell;
    }

    std::string_view m_text;
    CsvLimits m_limits;
    std::size_t m_at = 0;
    std::vector<std::vector<std::string>> m_rows;
};

}  // namespace

Result<std::vector<std::vector<std::string>>> parse_csv(
    std::string_view text, const CsvLimits& limits) {
    if (text.size() > limits.size_bytes_max) {
        return fail(ErrorKind::InvalidInput, format("larger than {} bytes", limits.size_bytes_max));
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (!is_utf8(text)) {
        return fail(ErrorKind::InvalidInput, "not UTF-8: save the sheet as \"CSV UTF-8\"");
    }
    if (text.find('\0') != std::string_view::npos) {
        return fail(ErrorKind::InvalidInput, "a NUL character: this is no CSV text");
    }
    return CsvReader(text, limits).read();
}

}  // namespace otk::xlsform
