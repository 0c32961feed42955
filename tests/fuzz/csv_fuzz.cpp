#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/xlsform/csv.h"
#include "core/xlsform/workbook.h"
#include "core/xlsform/xlsform.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

const xlsform::Sheet& settings() {
    static const xlsform::Sheet sheet("settings",
        {{"form_id", "version", "default_language", "otk:audience", "otk:direction"},
            {"f", "1", "ru", "external", "service"}});
    return sheet;
}
const xlsform::Sheet& choices() {
    static const xlsform::Sheet sheet("choices",
        {{"list_name", "name", "label::ru", "topic"}, {"abc", "a", "А", "x"}, {"abc", "b", "Б", "y"}});
    return sheet;
}

}  // namespace

/// The bytes are a survey sheet; whatever it holds, compiling ends with a form or with problems.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    xlsform::Book book;
    xlsform::read_csv(text_of({bytes, size}), "survey", book,
        {.rows_max = 400, .columns_max = 40, .cell_bytes_max = 8192, .text_bytes_max = 64U << 10U});
    book.sheets.push_back(choices());
    book.sheets.push_back(settings());
    const auto outcome = xlsform::compile(xlsform::choose_sheets(std::move(book)));
    for (const auto& problem : outcome.problems) static_cast<void>(to_text(problem));
    OTK_ASSERT(outcome.form.has_value() == outcome.problems.empty());
    return 0;
}
