#include "core/text/po_lines.h"

#include <utility>

#include "core/base/format.h"

namespace otk::text {
namespace {

// Our largest text has three plural forms; gettext itself knows languages with six.
constexpr std::size_t form_max = 5;

std::string_view trimmed(std::string_view line) {
    constexpr std::string_view blanks = " \t\r";
    const std::size_t first = line.find_first_not_of(blanks);
    if (first == std::string_view::npos) return {};
    return line.substr(first, line.find_last_not_of(blanks) - first + 1);
}

std::optional<char> escaped(char letter) {
    switch (letter) {
        case 'n':
            return '\n';
        case 't':
            return '\t';
        case 'r':
            return '\r';
        case '"':
        case '\\':
            return letter;
        default:
            return std::nullopt;
    }
}

bool has_fuzzy_flag(std::string_view comment) {
    return comment.starts_with("#,") && comment.find("fuzzy") != std::string_view::npos;
}

class Reader {
  public:
    explicit Reader(std::string_view source) : m_source(source) {}

    Result<void> take(std::string_view line) {
        ++m_line;
        line = trimmed(line);
        if (line.empty()) return {};
        if (line.front() == '#') {
            m_fuzzy = m_fuzzy || has_fuzzy_flag(line);
            return {};
        }
        if (line.front() == '"') {
            if (m_fields.empty()) return refuse("a text without a keyword");
            m_fields.back().value += OTK_TRY(quoted(line));
            return {};
        }
        return take_keyword(line);
    }

    std::vector<PoField> fields() && { return std::move(m_fields); }

  private:
    [[nodiscard]] Failure refuse(std::string_view why) const {
        return fail(ErrorKind::InvalidInput, format("{}:{}: {}", m_source, m_line, why));
    }

    Result<void> take_keyword(std::string_view line) {
        const std::size_t quote = line.find('"');
        if (quote == std::string_view::npos) return refuse("a keyword without a quoted text");
        const std::string_view keyword = trimmed(line.substr(0, quote));
        PoField field;
        field.line = m_line;
        field.value = OTK_TRY(quoted(line.substr(quote)));
        if (keyword == "msgid") {
            field.kind = PoField::Kind::Id;
            field.fuzzy = std::exchange(m_fuzzy, false);
        } else if (keyword == "msgid_plural") {
            field.kind = PoField::Kind::IdPlural;
        } else if (keyword == "msgstr") {
            field.kind = PoField::Kind::Text;
        } else if (keyword.starts_with("msgstr[")) {
            field.kind = PoField::Kind::Text;
            field.form = OTK_TRY(form_number(keyword));
        } else if (keyword == "msgctxt") {
            return refuse("message contexts are not used here: write a key of its own");
        } else {
            return refuse("unknown keyword; known are msgid, msgid_plural, msgstr and msgstr[N]");
        }
        m_fields.push_back(std::move(field));
        return {};
    }

    Result<std::size_t> form_number(std::string_view keyword) const {
        // msgstr[N] with one digit: form_max is below ten.
        if (keyword.size() != 9 || keyword[8] != ']' || keyword[7] < '0' ||
            keyword[7] > static_cast<char>('0' + form_max)) {
            return refuse("a plural form is written msgstr[0] to msgstr[5]");
        }
        return static_cast<std::size_t>(keyword[7] - '0');
    }

    /// The text between the quotes that open and close the line.
    Result<std::string> quoted(std::string_view line) const {
        std::string value;
        for (std::size_t at = 1; at < line.size(); ++at) {
            if (line[at] == '"') {
                if (at + 1 != line.size()) return refuse("something follows the closing quote");
                return value;
            }
            if (line[at] != '\\') {
                value.push_back(line[at]);
                continue;
            }
            ++at;
            const std::optional<char> letter =
                at < line.size() ? escaped(line[at]) : std::optional<char>();
            if (!letter) return refuse("unknown escape; known are \\n \\t \\r \\\" and \\\\");
            value.push_back(*letter);
        }
        return refuse("the closing quote is missing");
    }

    std::string_view m_source;
    std::size_t m_line = 0;
    bool m_fuzzy = false;
    std::vector<PoField> m_fields;
};

}  // namespace

Result<std::vector<PoField>> read_po_fields(std::string_view po, std::string_view source) {
    Reader reader(source);
    while (!po.empty()) {
        const std::size_t end = po.find('\n');
        OTK_TRY(reader.take(po.substr(0, end)));
        if (end == std::string_view::npos) break;
        po.remove_prefix(end + 1);
    }
    return std::move(reader).fields();
}

}  // namespace otk::text
