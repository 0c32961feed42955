#include "core/base/assert.h"
#include "core/xlsform/workbook.h"
#include "core/xlsform/xlsform.h"
#include "core/xlsform/xlsx.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

constexpr otk::xlsform::SourceLimits limits{.rows_max = 200,
    .columns_max = 40,
    .cell_bytes_max = 4096,
    .text_bytes_max = 256U << 10U,
    .entry_bytes_max = 256U << 10U,
    .unpacked_bytes_max = 1U << 20U};

}  // namespace

/// The bytes are a whole file: archive, parts, cells, form. (The checksums of an archive keep most
/// inputs out; xlsx_part_fuzz.cpp begins behind them.)
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    auto book = otk::xlsform::read_xlsx({bytes, size}, limits);
    if (!book) return 0;
    const auto outcome = otk::xlsform::compile(otk::xlsform::choose_sheets(std::move(*book)));
    for (const auto& problem : outcome.problems)
        static_cast<void>(to_text(problem));
    OTK_ASSERT(outcome.form.has_value() == outcome.problems.empty());
    return 0;
}
