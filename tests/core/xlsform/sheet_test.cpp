#include "core/xlsform/sheet.h"

#include <catch2/catch.hpp>

#include "core/xlsform/header_spelling.h"
#include "core/xlsform/problem.h"

using namespace otk;
using xlsform::header_spelling;
using xlsform::Problems;
using xlsform::Sheet;

TEST_CASE("cells lose what nobody sees at their ends") {
    const Sheet sheet("survey",
        {{"type\xC2\xA0", " name "}, {"\xEF\xBB\xBF text\xE2\x80\x8B", "\t q\r\n", " \xC2\xA0 "}});
    CHECK(sheet.header(0) == "type");
    CHECK(sheet.cell(0, 0) == "text");
    CHECK(sheet.cell(0, 1) == "q");
    CHECK(sheet.width(0) == 2);
}

TEST_CASE("a non-breaking space inside stays in texts for people only") {
    const Sheet sheet("survey", {{"type", "label::ru"}, {"select_one\xC2\xA0marks",
                                                            "окно\xC2\xA0№\xC2\xA0"
                                                            "7"}});
    CHECK(sheet.cell(0, 0) == "select_one marks");
    CHECK(sheet.cell(0, 1) ==
          "окно\xC2\xA0№\xC2\xA0"
          "7");
}

TEST_CASE("headers are taken in the spellings of XLSForm tools") {
    CHECK(header_spelling("List Name") == "list_name");
    CHECK(header_spelling("list name") == "list_name");
    CHECK(header_spelling("LABEL::Русский (ru)") == "label::Русский (ru)");
    CHECK(header_spelling("label :: Русский (ru)") == "label::Русский (ru)");
    CHECK(header_spelling("label:English (en)") == "label::English (en)");
    CHECK(header_spelling("Required Message::English (en)") == "required_message::English (en)");
    CHECK(header_spelling("readonly") == "read_only");
    CHECK(header_spelling("Relevance") == "relevant");
    CHECK(header_spelling("Body :: otk:Metric") == "body::otk:metric");
    CHECK(header_spelling("image::ru") == "media::image::ru");
    CHECK(header_spelling("OTK:Audience") == "otk:audience");
    CHECK(header_spelling("Form Title") == "form_title");
}

TEST_CASE("a header that is no known column keeps its own spelling") {
    CHECK(header_spelling("Region") == "Region");
    CHECK(header_spelling("Мой столбец") == "Мой столбец");
    CHECK(header_spelling("").empty());
}

TEST_CASE("a problem names the header as its author wrote it") {
    const Sheet sheet("choices", {{"List Name"}, {"", ""}, {"abc"}});
    Problems problems;
    problems.put_cell(sheet, 1, "list_name", {"wrong", "write it"});
    CHECK(to_text(problems.take_sorted().front()) ==
          "choices, row 3, column A (List Name), \"abc\": wrong; write it");
}

TEST_CASE("rows keep the numbers of their source") {
    const Sheet sheet("survey", {{"type"}, {"text"}, {"note"}}, {7, 9, 12});
    CHECK(sheet.header_number() == 7);
    CHECK(sheet.number_of(1) == 12);
}

TEST_CASE("columns are lettered as a spreadsheet does") {
    CHECK(xlsform::letters_of(0) == "A");
    CHECK(xlsform::letters_of(25) == "Z");
    CHECK(xlsform::letters_of(26) == "AA");
    CHECK(xlsform::letters_of(701) == "ZZ");
    CHECK(xlsform::letters_of(702) == "AAA");
}
