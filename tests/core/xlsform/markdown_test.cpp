#include "core/xlsform/markdown.h"

#include <catch2/catch.hpp>

using namespace otk;
using xlsform::Book;
using xlsform::Sheet;

namespace {

Book read(const std::string& text, const xlsform::SourceLimits& limits = {}) {
    Book book;
    xlsform::read_markdown(text, book, limits);
    return book;
}
std::string problem(const std::string& text, const xlsform::SourceLimits& limits = {}) {
    Book book = read(text, limits);
    CHECK_FALSE(book.is_whole);
    return to_text(book.problems.take_sorted().at(0));
}

}  // namespace

TEST_CASE("a row with a name begins a sheet, rows with an empty first cell fill it") {
    const Book book = read(
        "# A form\n\n"
        "| survey | | |\n"
        "|--------|------|------|\n"
        "|  | type | name |\n"
        "|  | text | q    |\n"
        "\n"
        "Prose between tables.\n"
        "| Settings |\n"
        "|  | form_id |\n"
        "|  | f |\n");
    REQUIRE(book.sheets.size() == 2);
    const Sheet& survey = book.sheets[0];
    CHECK(survey.name() == "survey");
    CHECK(survey.header(1) == "name");
    CHECK(survey.cell(0, 0) == "text");
    CHECK(survey.header_number() == 5);
    CHECK(survey.number_of(0) == 6);
    CHECK(book.sheets[1].name() == "settings");
    CHECK(book.is_whole);
}

TEST_CASE("a line of a table that does not begin with a bar is refused, prose below an empty line is not") {
    Book book = read(
        "| survey |\n| | type | name |\n text | a |\n| | text | b |\n| | text | c |\nend of it\n\n"
        "A | in prose\n\n| choices |\n");
    const std::vector<xlsform::SheetProblem> problems = book.problems.take_sorted();
    const std::string why = ": this line of a table does not begin with a bar; begin it with a bar and an empty cell,"
                            " or put an empty line above a text for people";
    REQUIRE(problems.size() == 2);
    CHECK(to_text(problems[0]) == "survey, row 3, \"text | a |\"" + why);
    CHECK(to_text(problems[1]) == "survey, row 6, \"end of it\"" + why);
    CHECK(book.sheets.at(0).row_count() == 2);
}

TEST_CASE("a bar and a line break can stand in a cell") {
    const Book book =
        read("| survey |\n| | type | constraint |\n| | text<br>x | regex(., 'a\\|b\\d') |\n");
    CHECK(book.sheets.at(0).cell(0, 0) == "text\nx");
    CHECK(book.sheets.at(0).cell(0, 1) == "regex(., 'a|b\\d')");
}

TEST_CASE("an empty cell in the middle keeps its place, blank rows are passed over") {
    const Book book =
        read("| survey |\r\n| | type | name | label |\r\n| | | | |\r\n| | note | | L |\r\n");
    CHECK(book.sheets.at(0).row_count() == 1);
    CHECK(book.sheets.at(0).cell(0, 1).empty());
    CHECK(book.sheets.at(0).cell(0, 2) == "L");
    CHECK(book.sheets.at(0).number_of(0) == 4);
}

TEST_CASE("a row before any sheet, or a name with cells beside it, is refused with its line") {
    CHECK(problem("| | type |\n") ==
          "Markdown, row 1, \"type\": this row belongs to no sheet;"
          " write a row with the sheet's name above it: | survey |");
    CHECK(problem("| survey |\n| type | name |\n") ==
          "survey, row 2, \"name\": \"type\" stands where a row names its sheet;"
          " leave the first cell of the sheet's rows empty");
    CHECK(problem("\xFF").find("Markdown, row 1: the text is not in UTF-8") == 0);
    CHECK(problem("| survey |\nтекст\n\xFFq\nd").find("Markdown, row 3: the text is not in UTF-8") == 0);
}

TEST_CASE("the bounds of a sheet hold for Markdown too") {
    CHECK(problem("| survey |\n| | a | b |\n", {.columns_max = 1}).find("more than 1 columns") !=
          std::string::npos);
    CHECK(problem("| survey |\n| | a |\n| | b |\n", {.rows_max = 1}).find("more than 1 rows") !=
          std::string::npos);
    CHECK(problem("| survey |\n| choices |\n", {.sheets_max = 1}).find("more than 1 sheets") !=
          std::string::npos);
}
