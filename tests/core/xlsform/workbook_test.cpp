#include "core/xlsform/workbook.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "core/xlsform/xlsform.h"
#include "tests/support/temporary_folder.h"
#include "tests/support/zip_file.h"

using namespace otk;

namespace {

const std::string survey = "type,name,label::ru\ntext,q,Вопрос\n";
const std::string settings =
    "form_id,version,default_language,otk:audience,otk:direction\nf,1,ru,external,service\n";

struct Source {
    void put(const char* name, std::string_view content) const {
        REQUIRE(write_atomically(folder / name, bytes_of(content)));
    }
    /// The error of reading, the problems line by line, or "a form".
    std::string told(const std::string& name = "") const {
        const Result<xlsform::Outcome> outcome =
            xlsform::compile(name.empty() ? folder.path() : folder.path() / name);
        if (!outcome) return outcome.error().context;
        std::string lines = outcome->form ? "a form" : "";
        for (const xlsform::SheetProblem& problem : outcome->problems)
            lines += to_text(problem) + "\n";
        return lines;
    }
    test::TemporaryFolder folder;
};

bool begins(const std::string& text, const std::string& part) {
    return text.find(part) == 0;
}

}  // namespace

TEST_CASE("a folder needs a survey; choices and settings may be missing") {
    const Source source;
    CHECK(begins(
        source.told(), "the folder has no sheets; put survey.csv, choices.csv and settings.csv"));
    source.put("settings.csv", settings);
    CHECK(source.told() ==
          "survey: the sheet is missing; add a sheet \"survey\" with the columns type, name and"
          " label::Русский (ru)\n");
    source.put("survey.csv", survey);
    CHECK(source.told() == "a form");
    CHECK(source.told("none") != "a form");
}

TEST_CASE("what settings do not say is as in XLSForm: the file's name, the first language") {
    const Source source;
    const auto form_of = [&source](const char* file, const std::string& sheets) {
        source.put(file, sheets);
        const Result<xlsform::Outcome> outcome = xlsform::compile(source.folder / file);
        REQUIRE(outcome);
        REQUIRE(outcome->form);
        return *outcome->form;
    };
    const form::Form plain = form_of("Visit 7-b.md",
        "| survey | | | |\n| | type | name | label |\n| | text | q | Вопрос |\n");
    CHECK(plain.id == "Visit_7-b");
    CHECK(plain.version == "1");
    CHECK(plain.default_language == "ru");
    CHECK(plain.audience == form::Audience::External);
    CHECK(plain.direction == form::DirectionRule());
    const form::Form english = form_of("e.md",
        "| survey | | | | |\n| | type | name | label::English (en) | label::Русский (ru) |\n"
        "| | text | q | Question | Вопрос |\n"
        "| settings | | |\n| | form_id | version |\n| | mine | |\n");
    CHECK(english.id == "mine");
    CHECK(english.version == "1");
    CHECK(english.default_language == "en");
    CHECK(english.languages == std::vector<std::string>{"en", "ru"});
}

TEST_CASE("any name makes a form_id") {
    CHECK(xlsform::form_id_of("reception") == "reception");
    CHECK(xlsform::form_id_of("2026 survey (new)") == "form_2026_survey_new");
    CHECK(xlsform::form_id_of("Опрос") == "form");
    CHECK(xlsform::form_id_of("Опрос v2") == "v2");
    CHECK(xlsform::form_id_of("") == "form");
    CHECK(xlsform::form_id_of(std::string(300, 'a')) == std::string(64, 'a'));
}

TEST_CASE("every sheet that cannot be read is told in one run") {
    const Source source;
    source.put("survey.csv", "type\n\"text");
    source.put("choices.csv", "\xF2\xE5\xEA\xF1\xF2");
    source.put("settings.csv", "form_id\n\"f\"x");
    CHECK(source.told() ==
          "settings, row 2: text stands behind a quoted cell; double the quotation marks inside "
          "the cell\n"
          "survey, row 2: a quoted cell does not end; write a quotation mark at its end\n"
          "choices, row 1: the text is in Windows-1251, not in UTF-8;"
          " save the sheet as \"CSV UTF-8\", or give the .xlsx itself\n");
}

TEST_CASE("a sheet that no form has is refused, unless it is for people or empty") {
    const Source source;
    source.put("survey.csv", survey);
    source.put("settings.csv", settings);
    source.put("_notes.csv", "anything");
    source.put("Sheet3.csv", "\n\n");
    CHECK(source.told() == "a form");
    source.put("entities.csv", "x");
    source.put("choises.csv", "x");
    source.put("plan.csv", "x");
    CHECK(source.told() ==
          "choises: a form has no such sheet; rename it to \"choices\"\n"
          "entities: entities are not supported; remove the sheet\n"
          "plan: a form has no such sheet; remove it, or let its name begin with _ if it is for "
          "people\n");
}

TEST_CASE("sheets are named in any letters, but once") {
    xlsform::Book book;
    const xlsform::SourceLimits limits;
    for (const char* name : {"Survey", "SETTINGS", "survey "}) {
        xlsform::SheetBuilder sheet(book, name, limits);
        sheet.put(0, 0, "type");
        sheet.finish();
    }
    xlsform::Workbook workbook = xlsform::choose_sheets(std::move(book));
    CHECK(workbook.survey.column_count() == 1);
    CHECK(workbook.settings.column_count() == 1);
    CHECK(to_text(workbook.problems.take_sorted().at(0)) ==
          "survey: there are two sheets of this name; remove one of them");
}

TEST_CASE("a Markdown file and a workbook are forms like a folder") {
    const Source source;
    source.put("form.md",
        "| survey |\n| | type | name | label::ru |\n| | text | q | Вопрос |\n"
        "| settings |\n"
        "| | form_id | version | default_language | otk:audience | otk:direction |\n"
        "| | f | 1 | ru | external | service |\n");
    CHECK(source.told("form.md") == "a form");
    const Bytes workbook = test::zip_of(test::entries_of(
        {.sheets = {{"settings", test::worksheet_of({{"form_id", "version", "default_language",
                                                         "otk:audience", "otk:direction"},
                                     {"f", "1", "ru", "external", "service"}})},
             {"Лист1", test::worksheet("")},
             {"survey",
                 test::worksheet_of({{"label::ru", "name", "type"}, {"Вопрос", "q", "text"}})}}}));
    source.put("form.xlsx", text_of(workbook));
    CHECK(source.told("form.xlsx") == "a form");
    // The kind is told by the content, not by the name.
    source.put("form.tmp", text_of(workbook));
    CHECK(source.told("form.tmp") == "a form");
}

TEST_CASE("other kinds of files are refused with the remedy") {
    const Source source;
    const std::string ole("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", 12);
    source.put("old.xls", ole);
    CHECK(source.told("old.xls") ==
          "this is an old binary file (.xls); save it as .xlsx (Excel workbook)");
    source.put(
        "locked.xlsx", ole + std::string("E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32));
    CHECK(source.told("locked.xlsx") == "the workbook is encrypted; save it without a password");
    source.put("survey.csv", survey);
    CHECK(begins(source.told("survey.csv"),
        "a form has several sheets and this file has one; give the folder"));
    source.put("a.pdf", "%PDF-1.7");
    CHECK(begins(source.told("a.pdf"), "this is a PDF; "));
    source.put("a.txt", "hello");
    CHECK(begins(source.told("a.txt"), "this is no form; give an .xlsx file"));
    source.put("empty.xlsx", "");
    CHECK(begins(source.told("empty.xlsx"), "this is no form"));
}

TEST_CASE("a cell of a workbook that cannot be read is told together with the others' problems") {
    const Source source;
    const Bytes workbook = test::zip_of(test::entries_of(
        {.sheets = {
             {"survey",
                 test::worksheet(
                     R"(<row><c t="inlineStr"><is><t>type</t></is></c><c t="inlineStr"><is><t>name</t></is></c>)"
                     R"(<c t="inlineStr"><is><t>label::ru</t></is></c></row>)"
                     R"(<row><c t="inlineStr"><is><t>txt</t></is></c><c t="inlineStr"><is><t>q</t></is></c>)"
                     R"(<c t="e"><v>#REF!</v></c></row>)")},
             {"settings", test::worksheet_of({{"form_id", "version", "default_language",
                                                  "otk:audience", "otk:direction"},
                              {"f", "1", "ru", "external", "service"}})}}}));
    source.put("form.xlsx", text_of(workbook));
    CHECK(source.told("form.xlsx") ==
          "survey, row 2, column C (label::ru), \"#REF!\": the formula in this cell has failed;"
          " mend it, or write the value itself\n"
          "survey, row 2, column A (type), \"txt\": there is no type \"txt\"; write \"text\"\n");
}

TEST_CASE("what is no file is refused at once and never waited for") {
    const Source source;
    for (const char* name : {"pipe", "pipe.xlsx", "pipe.md"}) {
        REQUIRE(::mkfifo((source.folder / name).c_str(), 0600) == 0);
        CHECK(source.told(name) == "this is a named pipe and no file; save the form as a file first");
    }
    CHECK(xlsform::compile(Path("/dev/zero")).error().context.find("this is a device") == 0);
    source.put("survey.csv", survey);
    REQUIRE(::mkfifo((source.folder / "choices.csv").c_str(), 0600) == 0);
    std::filesystem::create_symlink("nowhere", source.folder / "settings.csv");
    CHECK(source.told() ==
          "settings: settings.csv leads to no file; put the sheet's own file there\n"
          "choices: choices.csv is a named pipe and no file; put the sheet's own file there\n");
}

TEST_CASE("the ending of a CSV sheet may have capitals, and hidden files are not ours") {
    const Source source;
    source.put("SURVEY.CSV", survey);
    source.put("Settings.Csv", settings);
    source.put("._survey.csv", "of another program");
    CHECK(source.told() == "a form");
}
