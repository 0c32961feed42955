#include <sstream>

#include <catch2/catch.hpp>

#include "cli/command_line.h"
#include "cli/commands.h"
#include "core/base/json.h"
#include "core/form/form_json.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::cli;

namespace {

struct Ran {
    int code;
    std::string out;
    std::string err;
};

Ran run(const std::vector<std::string>& words) {
    std::ostringstream out;
    std::ostringstream err;
    const int code = run_command_line(commands(), words, {out, err});
    return {code, out.str(), err.str()};
}

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string sample(const std::string& form) { return Path(OTK_SOURCE_DIR) / "config/forms" / form; }

/// A folder with one question of a type that does not exist, and a second mistake.
void put_broken_form(const Path& folder) {
    REQUIRE(write_atomically(folder / "survey.csv",
        bytes_of("type,name,label::ru\ntext,a,А\nslider,b,Б\ntext,c,\n")));
    REQUIRE(write_atomically(folder / "settings.csv",
        bytes_of("form_id,version,default_language,otk:audience,otk:direction\nf,1,ru,external,service\n")));
}

}  // namespace

TEST_CASE("form build writes a form that decodes and is checked as well") {
    const test::TemporaryFolder folder;
    const std::string file = folder / "reception.json";
    const Ran built = run({"form", "build", sample("reception"), "--out", file});
    CHECK(built.code == 0);
    CHECK(built.err.empty());
    CHECK(has(built.out, "form reception version 2026112201, 7 questions on 5 pages"));
    const Bytes bytes = read_file(file, form::FormLimits::size_bytes_max).value();
    CHECK(form::decode_form(text_of(bytes)).value().id == "reception");

    const Ran checked = run({"form", "check", file});
    CHECK(checked.code == 0);
    CHECK(has(checked.out, "page 1: rating\n    Как вас сегодня обслужили? [rating]"));
}

TEST_CASE("form build with an unknown type writes nothing and tells every problem") {
    const test::TemporaryFolder folder;
    put_broken_form(folder.path());
    const Ran built = run({"form", "build", folder.path(), "--out", folder / "f.json"});
    CHECK(built.code == 3);
    CHECK(has(built.err, "survey, row 3, column A (type), \"slider\": there is no type \"slider\"; write one of: "));
    CHECK(has(built.err, "survey, row 4, column C (label::ru): no text in the language ru"));
    CHECK(has(built.err, "2 problem(s), no form was written"));
    CHECK_FALSE(std::filesystem::exists(folder / "f.json"));
}

TEST_CASE("form check gives a script the problems as JSON") {
    const test::TemporaryFolder folder;
    put_broken_form(folder.path());
    const Ran checked = run({"form", "check", folder.path(), "--json"});
    CHECK(checked.code == 1);
    const Json report = Json::parse(checked.out).value();
    CHECK_FALSE(report.bool_at("well").value());
    const Json::Array& problems = *report.array_at("problems").value();
    REQUIRE(problems.size() == 2);
    CHECK(problems[0].string_at("sheet").value() == "survey");
    CHECK(problems[0].integer_at("row").value() == 3);
    CHECK(problems[0].string_at("column").value() == "A");
    CHECK(problems[0].string_at("header").value() == "type");
    CHECK(problems[0].string_at("value").value() == "slider");
    CHECK(problems[0].string_at("message").value() == "there is no type \"slider\"");
    CHECK(problems[0].string_at("instead").value().find("write one of: ") == 0);

    const Json well = Json::parse(run({"form", "check", sample("staff"), "--json"}).out).value();
    CHECK(well.bool_at("well").value());
    CHECK(well.string_at("content_hash").value().size() == 64);
}

TEST_CASE("form check sees a compiled form that was changed afterwards") {
    const test::TemporaryFolder folder;
    const std::string file = folder / "f.json";
    REQUIRE(run({"form", "build", sample("reception"), "--out", file}).code == 0);
    std::string text(text_of(read_file(file, form::FormLimits::size_bytes_max).value()));
    text.replace(text.find("Poor"), 4, "Puur");
    REQUIRE(write_atomically(file, bytes_of(text)));
    const Ran checked = run({"form", "check", file});
    CHECK(checked.code == 1);
    CHECK(has(checked.out, "the content hash is not that of the content"));
}

TEST_CASE("a folder that is not there is one clear line") {
    const test::TemporaryFolder folder;
    const Ran built = run({"form", "build", folder / "none", "--out", folder / "f.json"});
    CHECK(built.code == 4);
    CHECK(has(built.err, "none"));
    CHECK(run({"form", "check", folder / "none"}).code == 4);
}

TEST_CASE("form new writes a workbook that builds, and never over a file") {
    const test::TemporaryFolder folder;
    const std::string file = folder / "new.xlsx";
    CHECK(run({"form", "new", file}).code == 0);
    const Ran built = run({"form", "build", file, "--out", folder / "f.json"});
    CHECK(built.code == 0);
    CHECK(built.err.empty());
    const Bytes before = read_file(file, 1U << 20U).value();
    const Ran again = run({"form", "new", file});
    CHECK(again.code != 0);
    CHECK(has(again.err, "there is such a file already"));
    CHECK(read_file(file, 1U << 20U).value() == before);
    CHECK_FALSE(std::filesystem::exists(folder / "new.xlsx.new"));
    CHECK(has(run({"form", "new", folder / "new.ods"}).err, "ends in .xlsx"));
}

TEST_CASE("form export writes a workbook of the same form, the same bytes each time") {
    const test::TemporaryFolder folder;
    REQUIRE(run({"form", "export", sample("staff"), "--out", folder / "a.xlsx"}).code == 0);
    REQUIRE(run({"form", "export", sample("staff"), "--out", folder / "b.xlsx"}).code == 0);
    CHECK(read_file(folder / "a.xlsx", 1U << 20U).value() == read_file(folder / "b.xlsx", 1U << 20U).value());
    REQUIRE(run({"form", "build", folder / "a.xlsx", "--out", folder / "a.json"}).code == 0);
    REQUIRE(run({"form", "build", sample("staff"), "--out", folder / "s.json"}).code == 0);
    CHECK(read_file(folder / "a.json", 1U << 20U).value() == read_file(folder / "s.json", 1U << 20U).value());
}

TEST_CASE("form build wants sheets, not a compiled form") {
    const test::TemporaryFolder folder;
    REQUIRE(run({"form", "build", sample("staff"), "--out", folder / "s.json"}).code == 0);
    CHECK(has(run({"form", "build", folder / "s.json", "--out", folder / "t.json"}).err, "this form is compiled"));
}
