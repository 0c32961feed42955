#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/xlsform/problem.h"

namespace otk::xlsform {

/// A header taken apart: "label::Русский (ru)" is the column label in the language ru.
struct Column {
    std::string name;      ///< "label"
    std::string language;  ///< "ru"; "" where the column has no language
};

/// "Русский (ru)" and "ru" are ru; absent if the text names no language code.
std::optional<std::string> language_code_in(std::string_view text);
/// "English (en)" of "English (EN)", "English" and "English [en]"; absent where no code is known.
std::optional<std::string> meant_language(std::string_view text);
/// Why language_code_in takes no code from the text, and what to write: `before` and the language.
Refusal refusal_of_language(std::string_view text, std::string_view before);

/// Columns that a sheet may have.
struct ColumnRules {
    std::vector<std::string_view> plain;       ///< "type", "body::otk:metric"
    std::vector<std::string_view> translated;  ///< "label": plain or with ::language
    /// Spellings that name a column of these in the words of XForms: "bind::required".
    std::vector<std::pair<std::string_view, std::string_view>> aliases;
    /// Known to XLSForm and refused here, with the reason: the column, with a language too, and, if
    /// the name ends in ':', every column that begins with it and is no slip of a known one.
    std::vector<std::pair<std::string_view, Refusal>> refused;
    bool takes_extra = false;  ///< choices: any further name is a column for choice_filter
};

/// Takes every header of a sheet apart; a header that the rules do not know, an empty or repeated
/// one becomes a problem and an empty Column.
std::vector<Column> read_columns(const Sheet& sheet, const ColumnRules& rules,
    std::string_view default_language, Problems& problems);

/// The column of that name and language; absent if the sheet has none.
std::optional<std::size_t> find_column(
    const std::vector<Column>& columns, std::string_view name, std::string_view language = "");

}  // namespace otk::xlsform
