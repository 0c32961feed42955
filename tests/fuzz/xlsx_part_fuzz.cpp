#include <string>
#include <vector>

#include "core/base/bytes.h"
#include "core/xlsform/xlsx_part.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk;

constexpr xlsform::SourceLimits limits{.rows_max = 200,
    .columns_max = 40,
    .cell_bytes_max = 4096,
    .text_bytes_max = 256U << 10U,
    .entry_bytes_max = 256U << 10U};

void read_cells(std::string xml) {
    static const std::vector<std::string> strings = {"type", "select_one marks", "q", "Вопрос"};
    static const std::vector<bool> shows_date = {false, true};
    xlsform::Book book;
    xlsform::SheetBuilder sheet(book, "survey", limits);
    const auto read = xlsform::read_worksheet(
        std::move(xml), {strings, shows_date, xlsform::DateSystem::From1900}, sheet, limits);
    if (read) sheet.finish();
    for (const auto& problem : book.problems.take_sorted())
        static_cast<void>(to_text(problem));
}

}  // namespace

/// The first byte chooses a part of an .xlsx, the rest is its XML, as it comes out of the archive.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    std::string xml(text_of({bytes + 1, size - 1}));
    switch (bytes[0]) {
        case 'w':
            read_cells(std::move(xml));
            break;
        case 's':
            static_cast<void>(xlsform::read_shared_strings(std::move(xml), limits));
            break;
        case 'b':
            static_cast<void>(xlsform::read_workbook_part(std::move(xml), limits));
            break;
        case 'f':
            static_cast<void>(xlsform::read_styles(std::move(xml), limits));
            break;
        case 'r':
            static_cast<void>(xlsform::read_relationships(std::move(xml), limits));
            break;
        default:
            break;
    }
    return 0;
}
