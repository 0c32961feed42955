#include "core/xlsform/csv.h"

#include <catch2/catch.hpp>

using namespace otk;
using xlsform::Book;
using xlsform::Sheet;

namespace {

Sheet read(std::string_view text) {
    Book book;
    xlsform::read_csv(text, "survey", book);
    for (const auto& problem : book.problems.take_sorted())
        UNSCOPED_INFO(to_text(problem));
    REQUIRE(book.sheets.size() == 1);
    return book.sheets.front();
}

/// Header and cells, row by row.
std::vector<std::vector<std::string>> cells(std::string_view text) {
    const Sheet sheet = read(text);
    std::vector<std::vector<std::string>> rows(1);
    for (std::size_t column = 0; column < sheet.column_count(); ++column) {
        rows[0].emplace_back(sheet.written_header(column));
    }
    for (std::size_t row = 0; row < sheet.row_count(); ++row) {
        rows.emplace_back();
        for (std::size_t column = 0; column < sheet.width(row); ++column) {
            rows.back().emplace_back(sheet.cell(row, column));
        }
    }
    return rows;
}

std::string problem(std::string_view text, const xlsform::SourceLimits& limits = {}) {
    Book book;
    xlsform::read_csv(text, "survey", book, limits);
    const auto problems = book.problems.take_sorted();
    return problems.empty() ? "none" : to_text(problems.front());
}

using Cells = std::vector<std::vector<std::string>>;

}  // namespace

TEST_CASE("CSV records end with CRLF, LF or CR, the last one perhaps with nothing") {
    const Cells expected = {{"a", "b"}, {"c", "d"}};
    CHECK(cells("a,b\r\nc,d\r\n") == expected);
    CHECK(cells("a,b\nc,d") == expected);
    CHECK(cells("a,b\rc,d\r") == expected);
    CHECK(cells("\xEF\xBB\xBF"
                "a,b\nc,d\n") == expected);
    CHECK(read("").column_count() == 0);
}

TEST_CASE("the separator is the one that the header has most often") {
    const Cells expected = {{"a", "b"}, {"c", "d"}};
    CHECK(cells("a;b\nc;d\n") == expected);
    CHECK(cells("a\tb\nc\td\n") == expected);
    CHECK(cells("a;b;\"c,d,e,f\"\n1;2;3\n") == Cells{{"a", "b", "c,d,e,f"}, {"1", "2", "3"}});
    CHECK(cells("a;b\n\"1;2\";3,4\n") == Cells{{"a", "b"}, {"1;2", "3,4"}});
}

TEST_CASE("a line that tells the separator is no row, and rows keep their numbers") {
    const Cells expected = {{"a,b", "c"}, {"d", "e"}};
    CHECK(cells("sep=;\r\na,b;c\r\nd;e\r\n") == expected);
    CHECK(cells("\xEF\xBB\xBFsep=;\na,b;c\nd;e\n") == expected);
    CHECK(read("sep=;\na;b\nc;d\n").number_of(0) == 3);
    CHECK(cells("sep=ab,c\nd,e\n") == Cells{{"sep=ab", "c"}, {"d", "e"}});
}

TEST_CASE("a quoted cell holds separators, quotation marks and line breaks") {
    CHECK(cells("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\nx") ==
          Cells{{"a,b", "say \"hi\"", "two\r\nlines"}, {"x"}});
}

TEST_CASE("an empty line is a row, so that rows keep their numbers") {
    const Sheet sheet = read("a\n\nb\n");
    CHECK(sheet.row_count() == 2);
    CHECK(sheet.is_blank(0));
    CHECK(sheet.cell(1, 0) == "b");
    CHECK(sheet.number_of(1) == 3);
}

TEST_CASE("what is no CSV is refused with its row and the remedy") {
    CHECK(problem("a\n\"b") ==
          "survey, row 2: a quoted cell does not end; write a quotation mark at its end");
    CHECK(problem("a\n\"b\"c") ==
          "survey, row 2: text stands behind a quoted cell;"
          " double the quotation marks inside the cell");
    CHECK(problem("a\nb\"c") ==
          "survey, row 2: a quotation mark stands inside a cell that is not quoted;"
          " put the cell into quotation marks and double those inside");
}

TEST_CASE("text in another encoding is refused by its name") {
    const std::string remedy = "; save the sheet as \"CSV UTF-8\", or give the .xlsx itself";
    // "type;name\nтекст" as a Russian Excel saves plain CSV.
    CHECK(problem("type;name\n\xF2\xE5\xEA\xF1\xF2") ==
          "survey, row 1: the text is in Windows-1251, not in UTF-8" + remedy);
    CHECK(problem("\xFF\xFEt\0y\0") == "survey, row 1: the text is in UTF-16" + remedy);
    CHECK(problem("type;name\n\"a\nb\";c\nтекст;\xFFq\nd") ==
          "survey, row 3: the text is not in UTF-8" + remedy);
    CHECK(problem(std::string_view("a\nb\0c", 5)) ==
          "survey, row 2: a NUL character: this is no text" + remedy);
    CHECK(problem("a\x80\x81") == "survey, row 1: the text is not in UTF-8" + remedy);
    CHECK(problem(std::string_view("a\0b", 3)) ==
          "survey, row 1: a NUL character: this is no text" + remedy);
}

TEST_CASE("a CSV over its limits is refused") {
    CHECK(problem("aaaa", {.file_bytes_max = 3}).find("larger than 3 bytes") != std::string::npos);
    CHECK(problem("a\nb\nc", {.rows_max = 2}) ==
          "survey, row 3: the sheet has more than 2 rows; remove the rows below the form");
    CHECK(problem("a,b,c", {.columns_max = 2}) ==
          "survey, row 1: the row has more than 2 columns; remove the columns to the right of the "
          "form");
    CHECK(problem("a\nabc", {.cell_bytes_max = 2}) ==
          "survey, row 2, column A (a), \"abc\": the text is longer than 2 bytes; write a shorter "
          "one");
    CHECK(problem("ab\ncd", {.text_bytes_max = 3}).find("more than 3 bytes of text") !=
          std::string::npos);
    CHECK(problem("ab,cd\nef", {.cells_max = 1}).find("more than 1 cells") != std::string::npos);
}
