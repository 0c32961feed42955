#include "core/xlsform/workbook.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/format.h"
#include "core/xlsform/csv.h"

namespace otk::xlsform {
namespace {

Result<Sheet> read_sheet(const Path& folder, const std::string& name) {
    const std::string file = name + ".csv";
    const Bytes bytes = OTK_TRY(in(file, read_file(folder / file, CsvLimits().size_bytes_max)));
    return Sheet(name, OTK_TRY(in(file, parse_csv(text_of(bytes)))));
}

}  // namespace

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

}  // namespace otk::xlsform
