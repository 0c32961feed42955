#include "core/xlsform/choices_reader.h"

#include <algorithm>
#include <utility>

namespace otk::xlsform {
namespace {

const ColumnRules& rules() {
    static const ColumnRules rules = {.plain = {"list_name", "name"},
        .translated = {"label", "media::image"},
        .aliases = {},
        .refused = {{"media::big-image", {"a picture has one size", "remove the column"}},
            {"media::audio", {"sounds are not supported", "remove the column"}},
            {"media::video", {"videos are not supported", "remove the column"}},
            {"geometry", {"places on a map are not supported", "remove the column"}}},
        .takes_extra = true};
    return rules;
}

/// The list of that name, made at its first choice.
std::size_t list_index(form::Form& form, ChoicesLayout& layout, std::string_view name) {
    const auto found = std::find_if(form.lists.begin(), form.lists.end(),
        [name](const form::ChoiceList& list) { return list.name == name; });
    if (found != form.lists.end()) return static_cast<std::size_t>(found - form.lists.begin());
    form.lists.push_back(form::ChoiceList{std::string(name), {}});
    layout.rows.emplace_back();
    return form.lists.size() - 1;
}

form::Choice read_choice(const Sheet& sheet, const std::vector<Column>& columns, std::size_t row) {
    form::Choice choice;
    for (std::size_t index = 0; index < columns.size(); ++index) {
        const std::string value(sheet.cell(row, index));
        const Column& column = columns[index];
        if (value.empty() || column.name.empty() || column.name == "list_name") continue;
        if (column.name == "name") {
            choice.name = value;
        } else if (column.name == "label") {
            choice.label.by_language[column.language] = value;
        } else if (column.name == "media::image") {
            choice.image.by_language[column.language] = value;
        } else {
            choice.columns[column.name] = value;
        }
    }
    return choice;
}

}  // namespace

ChoicesLayout read_choices(const Sheet& sheet, form::Form& form, Problems& problems) {
    ChoicesLayout layout;
    layout.columns = read_columns(sheet, rules(), form.default_language, problems);
    const std::optional<std::size_t> list_column = find_column(layout.columns, "list_name");
    if (sheet.row_count() > 0 && (!list_column || !find_column(layout.columns, "name"))) {
        problems.put_sheet(sheet, {"the sheet has no column list_name or no column name",
                                      "write both into its first row"});
        return layout;
    }
    for (std::size_t row = 0; row < sheet.row_count(); ++row) {
        if (sheet.is_blank(row)) continue;
        const std::string_view name = sheet.cell(row, *list_column);
        if (name.empty()) {
            problems.put_cell(sheet, row, *list_column,
                {"this choice belongs to no list",
                    "write the list's name into every row of the list"});
            continue;
        }
        const std::size_t list = list_index(form, layout, name);
        form.lists[list].choices.push_back(read_choice(sheet, layout.columns, row));
        layout.rows[list].push_back(row);
    }
    return layout;
}

}  // namespace otk::xlsform
