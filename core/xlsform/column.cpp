#include "core/xlsform/column.h"

#include <algorithm>
#include <array>

#include "core/base/format.h"
#include "core/base/nearest_word.h"

namespace otk::xlsform {
namespace {

bool is_lower(char c) {
    return c >= 'a' && c <= 'z';
}
bool is_tag_character(char c) {
    return is_lower(c) || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/// Two or three small letters, perhaps a subtag: ru, tat, sr-Latn.
bool is_language_code(std::string_view text) {
    const std::string_view main = text.substr(0, text.find('-'));
    if (main.size() < 2 || main.size() > 3 || !std::all_of(main.begin(), main.end(), is_lower)) {
        return false;
    }
    if (main.size() == text.size()) return true;
    const std::string_view tag = text.substr(main.size() + 1);
    return tag.size() >= 2 && tag.size() <= 8 &&
           std::all_of(tag.begin(), tag.end(), is_tag_character);
}

std::string_view without_blanks_around(std::string_view text) {
    const std::size_t start = std::min(text.find_first_not_of(' '), text.size());
    text.remove_prefix(start);
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

/// The code of a language that is often written without one, or with something else behind it:
/// "Русский (ру)".
std::optional<std::string_view> known_code(std::string_view language) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 17> codes = {
        {{"Русский", "ru"}, {"русский", "ru"}, {"Russian", "ru"}, {"russian", "ru"},
            {"По-русски", "ru"}, {"English", "en"}, {"english", "en"}, {"Английский", "en"},
            {"английский", "en"}, {"Татарский", "tt"}, {"Татарча", "tt"}, {"Башкирский", "ba"},
            {"Чувашский", "cv"}, {"Казахский", "kk"}, {"Қазақша", "kk"}, {"Deutsch", "de"},
            {"Français", "fr"}}};
    const auto* found = std::find_if(
        codes.begin(), codes.end(), [&](const auto& code) { return code.first == language; });
    if (found == codes.end()) return {};
    return found->second;
}

/// "Русский" of "Русский [ru]".
std::string_view name_of_language(std::string_view text) {
    constexpr std::string_view wide_bracket = "\xEF\xBC\x88";
    const std::size_t end = std::min(text.find_first_of("(["), text.find(wide_bracket));
    return without_blanks_around(text.substr(0, end));
}

/// "English (EN)" as "English (en)"; absent if there is no code even so.
std::optional<std::string> with_code_in_small_letters(std::string_view language) {
    const std::size_t open = language.rfind('(');
    const std::size_t start = open == std::string_view::npos ? 0 : open + 1;
    std::string small(language);
    const auto code = small.begin() + static_cast<std::ptrdiff_t>(start);
    std::transform(code, small.end(), code,
        [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    if (!language_code_in(small)) return {};
    return small;
}

std::size_t first_cell_without_header(const Sheet& sheet, std::size_t row) {
    std::size_t column = sheet.column_count();
    while (sheet.cell(row, column).empty())
        ++column;
    return column;
}

bool contains(const std::vector<std::string_view>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

class HeaderReader {
  public:
    HeaderReader(const Sheet& sheet, const ColumnRules& rules, std::string_view default_language,
        Problems& problems)
        : m_sheet(sheet),
          m_rules(rules),
          m_default_language(default_language),
          m_problems(problems) {}

    Column read(std::size_t column) {
        const std::string& header = m_sheet.header(column);
        if (header.empty()) {
            if (is_empty(column)) return {};
            return refuse(column, {"this column has no header", "write one or remove the column"});
        }
        if (const std::optional<std::string_view> name = known_name(header)) {
            if (contains(m_rules.plain, *name)) return Column{std::string(*name), ""};
            return Column{std::string(*name), std::string(m_default_language)};
        }
        // The language stands last: "media::image::Русский (ru)".
        const std::size_t colons = header.rfind("::");
        if (colons != std::string::npos) {
            const std::optional<std::string_view> name =
                known_name(std::string_view(header).substr(0, colons));
            if (name && contains(m_rules.translated, *name)) {
                return read_language(column, std::string(*name), header.substr(colons + 2));
            }
        }
        for (const auto& [name, reason] : m_rules.refused) {
            const bool is_with_language =
                !name.ends_with(':') && header.starts_with(std::string(name) + "::");
            if (header == name || is_with_language) return refuse(column, reason);
        }
        return read_unknown(column);
    }

  private:
    /// The column that a header without a language names, by its own name or in the words of
    /// XForms.
    std::optional<std::string_view> known_name(std::string_view header) const {
        for (const auto& [alias, name] : m_rules.aliases) {
            if (header == alias) return name;
        }
        for (const auto* names : {&m_rules.plain, &m_rules.translated}) {
            const auto found = std::find(names->begin(), names->end(), header);
            if (found != names->end()) return *found;
        }
        return {};
    }

    /// A column that only keeps others apart.
    bool is_empty(std::size_t column) const {
        for (std::size_t row = 0; row < m_sheet.row_count(); ++row) {
            if (!m_sheet.cell(row, column).empty()) return false;
        }
        return true;
    }

    Column refuse(std::size_t column, Refusal refusal) {
        m_problems.put_header(m_sheet, column, std::move(refusal));
        return {};
    }

    /// What is written nearly right counts as what is meant, so that one mistake is one problem.
    Column read_language(std::size_t column, const std::string& name, std::string_view language) {
        if (const std::optional<std::string> code = language_code_in(language)) {
            return Column{name, *code};
        }
        refuse(column, refusal_of_language(language, name + "::"));
        const std::optional<std::string> meant = meant_language(language);
        return meant ? Column{name, *language_code_in(*meant)} : Column{};
    }

    std::vector<std::string_view> columns() const {
        std::vector<std::string_view> columns = m_rules.plain;
        columns.insert(columns.end(), m_rules.translated.begin(), m_rules.translated.end());
        return columns;
    }

    /// `write "label::ru"` for "lable::ru"; "" if nothing is near.
    std::string nearest_header(std::string_view header) const {
        const std::optional<std::string_view> whole = nearest_name(header);
        if (whole) return format("write \"{}\"", *whole);
        const std::size_t colons = header.rfind("::");
        if (colons == std::string_view::npos) return with_colons(header);
        const std::optional<std::string_view> name = nearest_name(header.substr(0, colons));
        if (!name || !contains(m_rules.translated, *name)) return {};
        return format("write \"{}{}\"", *name, header.substr(colons));
    }

    /// `write "label::Русский (ru)"` for "label (ru)", "label;;Русский (ru)", "label - Русский".
    std::string with_colons(std::string_view header) const {
        for (const std::string_view name : m_rules.translated) {
            if (!header.starts_with(name)) continue;
            const std::string_view rest = header.substr(name.size());
            // "label-2" and "label_short" are names of their own.
            if (rest.empty() || is_tag_character(rest.front())) continue;
            if (std::string_view("-_.").find(rest.front()) != std::string_view::npos) continue;
            constexpr std::string_view signs = " :;,.-=_([])";
            const std::size_t start = std::min(rest.find_first_not_of(signs), rest.size());
            const std::size_t end = rest.find_last_not_of(" ])") + 1;
            const std::string_view language = rest.substr(start, std::max(end, start) - start);
            const std::optional<std::string> meant = meant_language(language);
            return format("write \"{}::{}\"", name, meant ? *meant : "Русский (ru)");
        }
        return {};
    }

    /// Of headers with a prefix, the words behind it are compared: "body::otk:" alone makes any two
    /// of them look alike. Who is near to an alias is told the column that it names.
    std::optional<std::string_view> nearest_name(std::string_view header) const {
        const std::string_view prefix = header.substr(0, header.rfind(':') + 1);
        std::vector<std::string_view> words;
        std::vector<std::string_view> names;
        const auto put = [&](std::string_view spelling, std::string_view name) {
            if (spelling.substr(0, spelling.rfind(':') + 1) != prefix) return;
            words.push_back(spelling.substr(prefix.size()));
            names.push_back(name);
        };
        for (const std::string_view name : columns())
            put(name, name);
        for (const auto& [alias, name] : m_rules.aliases)
            put(alias, name);
        const std::string_view word = header.substr(prefix.size());
        // Any two words of one or two letters are neighbours.
        if (prefix.empty() && word.size() < 3) return {};
        const std::optional<std::string_view> nearest = nearest_word(word, words);
        if (!nearest) return {};
        return names[static_cast<std::size_t>(
            std::find(words.begin(), words.end(), *nearest) - words.begin())];
    }

    Column read_unknown(std::size_t column) {
        const std::string& header = m_sheet.header(column);
        std::string instead = nearest_header(header);
        for (const auto& [name, reason] : m_rules.refused) {
            const bool is_beginning = name.ends_with(':') && header.starts_with(name);
            if (is_beginning && instead.empty()) return refuse(column, reason);
        }
        // An extra column one slip away from a known one is a slip; nobody would see it otherwise.
        if (m_rules.takes_extra && instead.empty() && header.find(':') == std::string::npos &&
            header.find(' ') == std::string::npos) {
            return Column{header, ""};
        }
        if (instead.empty()) {
            instead = m_rules.takes_extra
                          ? "write a name without spaces and colons, or remove the column"
                          : "remove it; the columns are: " + listed(columns());
        }
        return refuse(column, {"there is no such column", std::move(instead)});
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
    const std::string_view code =
        without_blanks_around(text.substr(open + 1, text.size() - open - 2));
    if (!is_language_code(code)) return {};
    return std::string(code);
}

std::optional<std::string> meant_language(std::string_view text) {
    if (std::optional<std::string> small = with_code_in_small_letters(text)) return small;
    const std::string_view name = name_of_language(text);
    const std::optional<std::string_view> code = known_code(name);
    if (!code) return {};
    return format("{} ({})", name, *code);
}

Refusal refusal_of_language(std::string_view text, std::string_view before) {
    const std::optional<std::string> meant = meant_language(text);
    if (with_code_in_small_letters(text)) {
        return {format("the language code of \"{}\" has capitals", text),
            format("write \"{}{}\"", before, *meant)};
    }
    const std::string what = format("the language \"{}\" has no code", text);
    if (meant) return {what, format("write \"{}{}\"", before, *meant)};
    return {what, format("write its code behind it, as in \"{}Русский (ru)\"", before)};
}

std::vector<Column> read_columns(const Sheet& sheet, const ColumnRules& rules,
    std::string_view default_language, Problems& problems) {
    HeaderReader reader(sheet, rules, default_language, problems);
    std::vector<Column> columns;
    for (std::size_t index = 0; index < sheet.column_count(); ++index) {
        Column column = reader.read(index);
        if (!column.name.empty() && find_column(columns, column.name, column.language)) {
            problems.put_header(sheet, index, {"this column is there twice", "remove one of them"});
            column = {};
        }
        columns.push_back(std::move(column));
    }
    // Where no header is known the first row is something else, and so is what stands below it.
    const bool has_header = std::any_of(
        columns.begin(), columns.end(), [](const Column& column) { return !column.name.empty(); });
    if (!has_header) return columns;
    for (std::size_t row = 0; row < sheet.row_count(); ++row) {
        if (sheet.width(row) <= sheet.column_count()) continue;
        const std::size_t first = first_cell_without_header(sheet, row);
        problems.put_cell(sheet, row, first,
            {"this cell stands to the right of the last header",
                "empty it or give its column a header"});
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
