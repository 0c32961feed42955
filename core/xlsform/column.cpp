#include "core/xlsform/column.h"

#include <algorithm>

#include "core/base/format.h"

namespace otk::xlsform {
namespace {

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_tag_character(char c) { return is_lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

/// Two or three small letters, perhaps a subtag: ru, tat, sr-Latn.
bool is_language_code(std::string_view text) {
    const std::string_view main = text.substr(0, text.find('-'));
    if (main.size() < 2 || main.size() > 3 || !std::all_of(main.begin(), main.end(), is_lower)) {
        return false;
    }
    if (main.size() == text.size()) return true;
    const std::string_view tag = text.substr(main.size() + 1);
    return tag.size() >= 2 && tag.size() <= 8 && std::all_of(tag.begin(), tag.end(), is_tag_character);
}

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

class HeaderReader {
  public:
    HeaderReader(const Sheet& sheet, const ColumnRules& rules, std::string_view default_language,
        Problems& problems)
        : m_sheet(sheet), m_rules(rules), m_default_language(default_language), m_problems(problems) {}

    Column read(std::size_t column) {
        const std::string& header = m_sheet.header(column);
        if (header.empty()) return refuse(column, "a column without a header: name it or remove it");
        if (contains(m_rules.plain, header)) return Column{header, ""};
        if (contains(m_rules.translated, header)) {
            return Column{header, std::string(m_default_language)};
        }
        for (const auto& [name, reason] : m_rules.refused) {
            if (header == name || header.starts_with(std::string(name) + "::")) {
                return refuse(column, std::string(reason));
            }
        }
        const std::size_t colons = header.find("::");
        const std::string name = header.substr(0, colons);
        if (colons != std::string::npos && contains(m_rules.translated, name)) {
            return read_language(column, name, header.substr(colons + 2));
        }
        return read_unknown(column);
    }

  private:
    Column refuse(std::size_t column, std::string message) {
        m_problems.put_header(m_sheet, column, std::move(message));
        return {};
    }

    Column read_language(std::size_t column, const std::string& name, std::string_view language) {
        if (const std::optional<std::string> code = language_code_in(language)) {
            return Column{name, *code};
        }
        return refuse(column, format("a language needs its code: write {}::{} (ru)", name, language));
    }

    Column read_unknown(std::size_t column) {
        const std::string& header = m_sheet.header(column);
        std::vector<std::string_view> known = m_rules.plain;
        known.insert(known.end(), m_rules.translated.begin(), m_rules.translated.end());
        std::string hint = did_you_mean(header, known);
        const std::size_t colons = header.find("::");
        if (hint.empty() && colons != std::string::npos) {
            hint = did_you_mean(std::string_view(header).substr(0, colons), m_rules.translated);
        }
        // An extra column one slip away from a known one is a slip; nobody would see it otherwise.
        if (m_rules.takes_extra && hint.empty() && header.find(':') == std::string::npos &&
            header.find(' ') == std::string::npos) {
            return Column{header, ""};
        }
        return refuse(column, "there is no such column." + hint);
    }

    const Sheet& m_sheet;
    const ColumnRules& m_rules;
    std::string_view m_default_language;
    Problems& m_problems;
};

}  // namespace

std::optional<std::string> language_code_in(std::string_view text) {
    if (is_language_code(text)) return std::string(text);
    const std::size_t open = text.rfind('(');
    if (open == std::string_view::npos || !text.ends_with(')')) return {};
    const std::string_view code = text.substr(open + 1, text.size() - open - 2);
    if (!is_language_code(code)) return {};
    return std::string(code);
}

std::vector<Column> read_columns(const Sheet& sheet, const ColumnRules& rules,
    std::string_view default_language, Problems& problems) {
    HeaderReader reader(sheet, rules, default_language, problems);
    std::vector<Column> columns;
    for (std::size_t index = 0; index < sheet.column_count(); ++index) {
        Column column = reader.read(index);
        if (!column.name.empty() && find_column(columns, column.name, column.language)) {
            problems.put_header(sheet, index, "this column is there twice");
            column = {};
        }
        columns.push_back(std::move(column));
    }
    for (std::size_t row = 0; row < sheet.row_count(); ++row) {
        if (sheet.width(row) <= sheet.column_count()) continue;
        problems.put({sheet.name(), Sheet::number_of(row), sheet.column_count(), "no header",
            std::string(sheet.cell(row, sheet.column_count())),
            "a cell to the right of the last column: remove it or give the column a header"});
    }
    return columns;
}

std::optional<std::size_t> find_column(
    const std::vector<Column>& columns, std::string_view name, std::string_view language) {
    for (std::size_t index = 0; index < columns.size(); ++index) {
        if (columns[index].name == name && columns[index].language == language) return index;
    }
    return {};
}

}  // namespace otk::xlsform
