#include "core/xlsform/xlsx.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "core/xlsform/workbook.h"
#include "tests/support/zip_file.h"

using namespace otk;
using test::worksheet;
using test::XlsxParts;
using xlsform::Book;
using xlsform::Sheet;

namespace {

Bytes xlsx_of(const XlsxParts& parts) {
    return test::zip_of(test::entries_of(parts));
}

Book read(const XlsxParts& parts) {
    return xlsform::read_xlsx(xlsx_of(parts)).value();
}

/// A workbook of one sheet with these rows (XML) below a header of one column.
Book read_rows(const std::string& rows, XlsxParts parts = {}) {
    parts.sheets = {{"survey",
        worksheet(R"(<row r="1"><c r="A1" t="inlineStr"><is><t>type</t></is></c></row>)" + rows)}};
    return read(parts);
}
std::string_view value_of(const Book& book) {
    return book.sheets.at(0).cell(0, 0);
}

std::string problem_of(Book book) {
    const std::vector<xlsform::SheetProblem> problems = book.problems.take_sorted();
    return problems.empty() ? "none" : to_text(problems.front());
}
std::string error_of(const Bytes& bytes, const xlsform::SourceLimits& limits = {}) {
    const Result<Book> book = xlsform::read_xlsx(bytes, limits);
    return book ? "taken" : book.error().context;
}

const std::string sst_begin =
    R"(<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">)";
const std::string styles =
    R"(<styleSheet><numFmts><numFmt numFmtId="164" formatCode="dd.mm.yyyy"/></numFmts>)"
    R"(<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>)";

}  // namespace

TEST_CASE("every kind of cell is read as its text") {
    const XlsxParts with_strings{.sheets = {},
        .shared_strings =
            sst_begin +
            R"(<si><t xml:space="preserve"> два слова </t></si>)"
            R"(<si><r><rPr><b/></rPr><t>select</t></r><r><t>_one</t></r><r><t xml:space="preserve"> </t></r>)"
            R"(<r><t>marks</t></r><rPh sb="0" eb="1"><t>XX</t></rPh><phoneticPr fontId="1"/></si></sst>)",
        .styles = styles};
    const auto value = [&](const std::string& cell) {
        return std::string(value_of(read_rows(R"(<row r="2">)" + cell + "</row>", with_strings)));
    };
    CHECK(value(R"(<c r="A2" t="s"><v>0</v></c>)") == "два слова");
    CHECK(value(R"(<c r="A2" t="s"><v>1</v></c>)") == "select_one marks");
    CHECK(value(R"(<c r="A2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>)") == "ab");
    CHECK(value(R"(<c r="A2" t="str"><f>"a"&amp;"b"</f><v>ab</v></c>)") == "ab");
    CHECK(value(R"(<c r="A2"><f>1+1</f><v>2</v></c>)") == "2");
    CHECK(value(R"(<c r="A2"><v>1.0</v></c>)") == "1");
    CHECK(value(R"(<c r="A2"><v> 7
 </v></c>)") == "7");
    CHECK(value(R"(<c r="A2"><v>0.30000000000000004</v></c>)") == "0.3");
    CHECK(value(R"(<c r="A2"><v>2.026112201E9</v></c>)") == "2026112201");
    CHECK(value(R"(<c r="A2" s="1"><v>46351</v></c>)") == "2026-11-25");
    CHECK(value(R"(<c r="A2" s="2"><v>46351</v></c>)") == "2026-11-25");
    CHECK(value(R"(<c r="A2" s="0"><v>46351</v></c>)") == "46351");
    CHECK(value(R"(<c r="A2" t="d"><v>2026-11-25T00:00:00</v></c>)") == "2026-11-25");
    CHECK(value(R"(<c r="A2" t="b"><v>1</v></c>)") == "TRUE");
    CHECK(value(R"(<c r="A2" t="b"><v>0</v></c>)") == "FALSE");
    CHECK(value(R"(<c r="A2" t="inlineStr"><is><t>a_x000D_</t></is></c>)") == "a");
    CHECK(value(R"(<c r="A2" t="inlineStr"><is><t>&#x416;&amp;&lt;<![CDATA[<]]></t></is></c>)") ==
          "Ж&<<");
}

TEST_CASE("a workbook that counts from 1904 has other dates") {
    CHECK(value_of(read_rows(R"(<row r="2"><c r="A2" s="1"><v>44889</v></c></row>)",
              {.sheets = {},
                  .styles = styles,
                  .workbook_properties = R"(<workbookPr date1904="1"/>)"})) == "2026-11-25");
}

TEST_CASE("a cell without a value that counts is refused with its address") {
    CHECK(problem_of(read_rows(R"(<row r="2"><c r="A2" t="e"><f>B1</f><v>#REF!</v></c></row>)")) ==
          "survey, row 2, column A (type), \"#REF!\": the formula in this cell has failed;"
          " mend it, or write the value itself");
    CHECK(problem_of(read_rows(R"(<row r="7"><c r="A7"><f>B1</f></c></row>)")) ==
          "survey, row 7, column A (type): the formula has no result yet; open the file in "
          "LibreOffice or"
          " Excel and save it, or write the value itself");
    for (const char* empty : {"<v></v>", "<v/>"}) {
        CHECK(problem_of(read_rows(std::string(R"(<row r="2"><c r="A2"><f>B1</f>)") + empty + "</c></row>"))
                  .find("the formula has no result yet") != std::string::npos);
    }
    CHECK(problem_of(read_rows(R"(<row r="2"><c r="A2" t="str"><f>""</f><v></v></c></row>)")) == "none");
    CHECK(problem_of(read_rows(R"(<row r="2"><c r="A2" t="s"><v>5</v></c></row>)"))
              .find("lost this cell's text") != std::string::npos);
    CHECK(problem_of(read_rows(R"(<row r="2"><c r="A2"><v>many</v></c></row>)"))
              .find("this is no number") != std::string::npos);
    CHECK(problem_of(read_rows(R"(<row r="2"><c r="A2"><v>2026112501000123</v></c></row>)"))
              .find("a spreadsheet keeps 15 digits of a number") != std::string::npos);
    CHECK(problem_of(read_rows(R"(<row r="2"><c r="A2"><v>202611250100012</v></c></row>)")) == "none");
    CHECK(problem_of(read_rows(R"(<row r="2"><c r="A2" s="1"><v>-4</v></c></row>)",
                         {.sheets = {}, .styles = styles}))
              .find("shown as a date and is none") != std::string::npos);
    CHECK(problem_of(
              read_rows(R"(<row r="2"><c r="A2" t="inlineStr"><is><t>a&#1;b</t></is></c></row>)"))
              .find("characters that no text can have") != std::string::npos);
}

TEST_CASE("cells and rows without an address follow the one before") {
    const Book book = read_rows(
        R"(<row><c/><c t="inlineStr"><is><t>b</t></is></c></row>)"
        R"(<row r="5"><c r="C5"><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>)");
    const Sheet& sheet = book.sheets.at(0);
    CHECK(sheet.cell(0, 1) == "b");
    CHECK(sheet.cell(3, 2) == "1");
    CHECK(sheet.cell(3, 3) == "2");
    CHECK(sheet.cell(4, 0) == "3");
    CHECK(sheet.is_blank(1));
    CHECK(sheet.number_of(4) == 6);
}

TEST_CASE("hidden sheets, rows and columns count like others") {
    const Book book = read(
        {.sheets = {{"survey",
             R"(<worksheet><cols><col min="1" max="1" hidden="1"/></cols><sheetData><row r="1" hidden="1">)"
             R"(<c r="A1"><v>1</v></c></row></sheetData></worksheet>)"}}});
    CHECK(book.sheets.at(0).header(0) == "1");
}

TEST_CASE("a merged range is its first cell; what lies below it is refused") {
    const std::string rows = R"(<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c></row>)"
                             R"(<row r="2"><c r="A2"><v>3</v></c></row>)";
    CHECK(problem_of(read(
              {.sheets = {{"survey",
                   worksheet(rows, R"(<mergeCells><mergeCell ref="A2:B3"/></mergeCells>)")}}})) ==
          "none");
    CHECK(problem_of(read(
              {.sheets = {{"survey",
                   worksheet(rows, R"(<mergeCells><mergeCell ref="A1:B3"/></mergeCells>)")}}})) ==
          "survey, row 1, column B, \"2\": this cell is hidden below the merged cells A1:B3; split "
          "them");
}

TEST_CASE("an empty cell of a merged range is told to be one") {
    const Book book = read(
        {.sheets = {{"choices",
             worksheet(
                 R"(<row r="1"><c r="A1" t="inlineStr"><is><t>list_name</t></is></c></row>)"
                 R"(<row r="2"><c r="A2"><v>1</v></c></row><row r="3"><c r="B3"><v>1</v></c></row>)",
                 R"(<mergeCells><mergeCell ref="A2:A3"/></mergeCells>)")}}});
    xlsform::Problems problems;
    problems.put_cell(book.sheets.at(0), 1, "list_name", {"no list", "write it"});
    CHECK(to_text(problems.take_sorted().at(0)) ==
          "choices, row 3, column A (list_name): no list; split the merged cells A2:A3, then write "
          "it");
}

TEST_CASE("any prefix and the strict namespaces are read") {
    const std::vector<test::ZipEntry> entries = {
        {"_rels/.rels",
            R"(<p:Relationships xmlns:p="http://schemas.openxmlformats.org/package/2006/relationships">)"
            R"(<p:Relationship Id="a" Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/book/main.xml"/></p:Relationships>)"},
        {"book/_rels/main.xml.rels",
            R"(<Relationships><Relationship Id="q" Target="../sheets/one.xml" )"
            R"(Type="http://purl.oclc.org/ooxml/officeDocument/relationships/worksheet"/></Relationships>)"},
        {"book/main.xml",
            R"(<x:workbook xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main" )"
            R"(xmlns:rel="http://purl.oclc.org/ooxml/officeDocument/relationships">)"
            R"(<x:sheets><x:sheet name="survey" sheetId="9" rel:id="q"/></x:sheets></x:workbook>)"},
        {"sheets/one.xml",
            R"(<x:worksheet xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"><x:sheetData>)"
            R"(<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>type</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>)"},
    };
    const Book book = xlsform::read_xlsx(test::zip_of(entries)).value();
    CHECK(book.sheets.at(0).header(0) == "type");
}

TEST_CASE("names of parts are found in any letters and behind any slash") {
    std::vector<test::ZipEntry> entries = test::entries_of({.sheets = {{"survey",
        worksheet(R"(<row r="1"><c r="A1" t="s"><v>0</v></c></row>)")}},
        .shared_strings = sst_begin + "<si><t>type</t></si></sst>"});
    const auto header_of = [&entries] {
        const Result<Book> book = xlsform::read_xlsx(test::zip_of(entries));
        return book ? book->sheets.at(0).header(0) : book.error().context;
    };
    const auto rename = [&entries](const std::string& from, const std::string& to) {
        for (auto& [name, content] : entries) {
            const std::size_t at = name.find(from);
            if (at != std::string::npos) name.replace(at, from.size(), to);
        }
    };
    REQUIRE(header_of() == "type");
    rename("sharedStrings", "SharedStrings");  // as 1C writes it
    CHECK(header_of() == "type");
    rename("xl/_rels/", "xl\\_rels\\");
    CHECK(header_of() == "type");
    for (auto& [name, content] : entries) {
        const std::size_t at = content.find("Target=\"worksheets/");
        if (at != std::string::npos) content.replace(at, 19, "Target=\"worksheets\\..\\worksheets/");
    }
    CHECK(header_of() == "type");
}

TEST_CASE("sheets for people are not read, not even their mistakes") {
    const Book book = read({.sheets = {{"_help", "<no-worksheet/>"}, {"survey", worksheet("")}}});
    CHECK(book.sheets.size() == 1);
}

TEST_CASE("other kinds of archives are told apart") {
    CHECK(error_of(test::zip_of({{"word/document.xml", "<a/>"}})) ==
          "this is a Word document; give a spreadsheet");
    CHECK(error_of(test::zip_of({{"content.xml", "<a/>"}, {"META-INF/manifest.xml", "<a/>"}})) ==
          "this is an OpenDocument file (.ods); save it as .xlsx (Excel workbook)");
    CHECK(error_of(test::zip_of({{"xl/workbook.bin", "x"}})).find(".xlsb") != std::string::npos);
    CHECK(error_of(test::zip_of({{"a.txt", "x"}})).find("no spreadsheet") != std::string::npos);
    CHECK(error_of(Bytes{'P', 'K', 3, 4, 0, 0}).find("the file is damaged") == 0);
}

TEST_CASE("a part that is missing, no XML, or declares entities is refused") {
    const auto with = [](const std::string& name, const std::string& content) {
        std::vector<test::ZipEntry> entries =
            test::entries_of({.sheets = {{"survey", worksheet("")}}});
        std::erase_if(entries, [&](const test::ZipEntry& entry) { return entry.first == name; });
        if (!content.empty()) entries.emplace_back(name, content);
        return error_of(test::zip_of(entries));
    };
    const std::string part = "xl/worksheets/sheet1.xml";
    CHECK(with(part, "").find("sheet survey: the part xl/worksheets/sheet1.xml is missing") == 0);
    CHECK(with(part, "<worksheet>").find("a part is no XML") != std::string::npos);
    CHECK(with(part, "<!DOCTYPE w [<!ENTITY a 'b'>]><worksheet>&a;</worksheet>")
              .find("document type") != std::string::npos);
    CHECK(with("xl/workbook.xml", "<other/>").find("a part holds no <workbook>") == 0);
}

TEST_CASE("a bomb is refused before it is inflated") {
    const Bytes bomb = xlsx_of({.sheets = {{"survey", worksheet(std::string(3U << 20U, ' '))}}});
    CHECK(bomb.size() < 16'384);
    CHECK(error_of(bomb, {.entry_bytes_max = 2U << 20U}).find("unpacks to more than") !=
          std::string::npos);
    CHECK(error_of(bomb, {.unpacked_bytes_max = 2U << 20U}).find("the file unpacks to more than") ==
          0);
    CHECK(error_of(bomb, {.zip_entries_max = 3}).find("the file has 4 parts, more than 3") == 0);
    CHECK(error_of(bomb) == "taken");
}

TEST_CASE("a list of parts that lies about their size is found out") {
    Bytes bytes = xlsx_of({.sheets = {{"survey", worksheet(std::string(5000, ' '))}}});
    // The size of the first entry stands at 24 in its line of the list (APPNOTE 4.3.12).
    const std::string mark("PK\x01\x02");
    const auto line = std::search(bytes.begin(), bytes.end(), mark.begin(), mark.end());
    REQUIRE(line != bytes.end());
    *(line + 24) = 10;
    *(line + 25) = 0;
    CHECK(error_of(bytes) != "taken");
}

TEST_CASE("a sheet over its bounds is given up with the row") {
    const Book rows = read_rows(R"(<row r="5001"><c r="A5001"><v>1</v></c></row>)");
    CHECK_FALSE(rows.is_whole);
    CHECK(problem_of(rows) ==
          "survey, row 5001: the sheet has more than 5000 rows; remove the rows below the form");
    CHECK(problem_of(read_rows(R"(<row r="2"><c r="DY2"><v>1</v></c></row>)"))
              .find("more than 128 columns") != std::string::npos);
    CHECK(problem_of(read_rows(R"(<row r="1048576"><c r="A1048576" s="3"/></row>)")) == "none");
}
