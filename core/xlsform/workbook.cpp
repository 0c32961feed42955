#include "core/xlsform/workbook.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/base/format.h"
#include "core/xlsform/csv.h"

namespace otk::xlsform {
namespace {

std::string trimmed(std::string_view text) {
    constexpr std::string_view space = " \t\r\n";
    const std::size_t start = text.find_first_not_of(space);
    if (start == std::string_view::npos) return {};
    return std::string(text.substr(start, text.find_last_not_of(space) - start + 1));
}

Result<Sheet> read_sheet(const Path& folder, const std::string& name) {
    const std::string file = name + ".csv";
    const Bytes bytes = OTK_TRY(in(file, read_file(folder / file, CsvLimits().size_bytes_max)));
    return Sheet(name, OTK_TRY(in(file, parse_csv(text_of(bytes)))));
}

}  // namespace

Sheet::Sheet(std::string name, std::vector<std::vector<std::string>> rows)
    : m_name(std::move(name)), m_rows(std::move(rows)) {
    for (std::vector<std::string>& row : m_rows) {
        for (std::string& cell : row) cell = trimmed(cell);
        while (!row.empty() && row.back().empty()) row.pop_back();
    }
}

std::string_view Sheet::cell(std::size_t row, std::size_t column) const {
    const std::vector<std::string>& cells = m_rows[row + 1];
    return column < cells.size() ? std::string_view(cells[column]) : std::string_view();
}

bool Sheet::is_blank(std::size_t row) const { return m_rows[row + 1].empty(); }

std::optional<std::size_t> Sheet::find(std::string_view header) const {
    for (std::size_t column = 0; column < column_count(); ++column) {
        if (m_rows.front()[column] == header) return column;
    }
    return {};
}

Result<Workbook> read_workbook(const Path& folder) {
    constexpr std::array<std::string_view, 3> known = {"choices.csv", "settings.csv", "survey.csv"};
    const std::vector<std::string> files = OTK_TRY(list_files(folder, ".csv"));
    for (const std::string& file : files) {
        if (std::find(known.begin(), known.end(), file) == known.end()) {
            return fail(ErrorKind::InvalidInput,
                format("{}: a form has the sheets survey, choices and settings only", file));
        }
    }
    const bool has_choices = std::find(files.begin(), files.end(), "choices.csv") != files.end();
    Sheet survey = OTK_TRY(read_sheet(folder, "survey"));
    Sheet choices = has_choices ? OTK_TRY(read_sheet(folder, "choices")) : Sheet("choices", {});
    Sheet settings = OTK_TRY(read_sheet(folder, "settings"));
    return Workbook{std::move(survey), std::move(choices), std::move(settings)};
}

std::string letters_of(std::size_t column) {
    std::string letters;
    for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26) {
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    }
    return letters;
}

}  // namespace otk::xlsform
