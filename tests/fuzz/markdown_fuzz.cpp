#include "core/base/assert.h"
#include "core/base/bytes.h"
#include "core/xlsform/markdown.h"
#include "core/xlsform/workbook.h"
#include "core/xlsform/xlsform.h"
#include "tests/fuzz/fuzz_target.h"

/// The bytes are a Markdown file; whatever it holds, compiling ends with a form or with problems.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    otk::xlsform::Book book;
    otk::xlsform::read_markdown(otk::text_of({bytes, size}), book,
        {.rows_max = 400, .columns_max = 40, .cell_bytes_max = 8192, .text_bytes_max = 64U << 10U});
    const auto outcome = otk::xlsform::compile(otk::xlsform::choose_sheets(std::move(book)));
    for (const auto& problem : outcome.problems)
        static_cast<void>(to_text(problem));
    OTK_ASSERT(outcome.form.has_value() == outcome.problems.empty());
    return 0;
}
