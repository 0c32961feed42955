#include "core/xlsform/csv.h"

#include <catch2/catch.hpp>

using namespace otk;
using xlsform::parse_csv;

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string error(std::string_view text, const xlsform::CsvLimits& limits = {}) {
    return parse_csv(text, limits).error().context;
}

}  // namespace

TEST_CASE("CSV records end with CRLF, LF or CR, the last one perhaps with nothing") {
    const Rows expected = {{"a", "b"}, {"c", "d"}};
    CHECK(parse_csv("a,b\r\nc,d\r\n").value() == expected);
    CHECK(parse_csv("a,b\nc,d").value() == expected);
    CHECK(parse_csv("a,b\rc,d\r").value() == expected);
    CHECK(parse_csv("\xEF\xBB\xBF" "a,b\nc,d\n").value() == expected);
    CHECK(parse_csv("").value().empty());
}

TEST_CASE("a quoted cell holds commas, quotation marks and line breaks") {
    CHECK(parse_csv("\"a,b\",\"say \"\"hi\"\"\",\"two\r\nlines\"\nx").value() ==
          Rows{{"a,b", "say \"hi\"", "two\r\nlines"}, {"x"}});
    CHECK(parse_csv("\"\",,\"\"").value() == Rows{{"", "", ""}});
}

TEST_CASE("an empty line is a row with one empty cell, so that rows keep their numbers") {
    CHECK(parse_csv("a\n\nb\n").value() == Rows{{"a"}, {""}, {"b"}});
    CHECK(parse_csv("a,\n,b\n").value() == Rows{{"a", ""}, {"", "b"}});
}

TEST_CASE("what is no CSV is refused with its row") {
    CHECK(error("a\n\"b") == "row 2: a quoted cell does not end");
    CHECK(error("a\n\"b\"c") == "row 2: text after a quoted cell");
    CHECK(error("a\nb\"c") == "row 2: a quotation mark inside a cell that is not quoted");
    CHECK(error("\xFF") == "not UTF-8: save the sheet as \"CSV UTF-8\"");
    CHECK(error(std::string("a\0b", 3)) == "a NUL character: this is no CSV text");
}

TEST_CASE("a CSV over its limits is refused") {
    CHECK(error("aaaa", {.size_bytes_max = 3}) == "larger than 3 bytes");
    CHECK(error("a\nb\nc", {.rows_max = 2}) == "row 3: more rows than allowed");
    CHECK(error("a,b,c", {.cells_max = 2}) == "row 1: more cells than allowed");
    CHECK(error("abc", {.cell_bytes_max = 2}) == "row 1: a cell is too long");
    CHECK(error("\"abc\"", {.cell_bytes_max = 2}) == "row 1: a cell is too long");
}
