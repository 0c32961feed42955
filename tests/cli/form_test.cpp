#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "core/base/json.h"
#include "core/form/form_json.h"
#include "tests/cli/ran.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using test::has;
using test::Ran;
using test::run;

namespace {

std::string sample(const std::string& form) {
    return Path(OTK_SOURCE_DIR) / "config/forms" / form;
}

/// A folder with one question of a type that does not exist, and a second mistake.
void put_broken_form(const Path& folder) {
    REQUIRE(write_atomically(
        folder / "survey.csv", bytes_of("type,name,label::ru\ntext,a,А\nslider,b,Б\ntext,c,\n")));
    REQUIRE(write_atomically(
        folder / "settings.csv", bytes_of("form_id,version,default_language,otk:audience,otk:"
                                          "direction\nf,1,ru,external,service\n")));
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

    const Ran checked = run({"form", "check", file, "--no-screen"});
    CHECK(checked.code == 0);
    CHECK(checked.out ==
          "form reception version 2026112201 is well: 0 error(s), 0 warning(s), 0 note(s)\n"
          "walked: 5 combinations of the answers that matter, 2 sequences of pages, 8 tries\n");
}

TEST_CASE("form build with an unknown type writes nothing and tells every problem") {
    const test::TemporaryFolder folder;
    put_broken_form(folder.path());
    const Ran built = run({"form", "build", folder.path(), "--out", folder / "f.json"});
    CHECK(built.code == 3);
    CHECK(has(built.err,
        "survey, row 3, column A (type), \"slider\": there is no type \"slider\"; write one of: "));
    CHECK(has(built.err, "survey, row 4, column C (label::ru): no text in the language ru"));
    CHECK(has(built.err, "2 problem(s), no form was written"));
    CHECK_FALSE(std::filesystem::exists(folder / "f.json"));
}

TEST_CASE("the first line of form check says how it stands, of what does not compile too") {
    const test::TemporaryFolder folder;
    put_broken_form(folder.path());
    const Ran checked = run({"form", "check", folder.path()});
    CHECK(checked.code == 1);
    CHECK(checked.out.find(folder.path().string() +
                           " is not well: 2 problem(s), it does not compile\nsurvey, row 3, ") == 0);
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

    const Json well =
        Json::parse(run({"form", "check", sample("staff"), "--json", "--no-screen"}).out).value();
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

TEST_CASE("a pipe or a folder is no compiled form and is not waited for") {
    const test::TemporaryFolder folder;
    REQUIRE(::mkfifo((folder / "pipe.json").c_str(), 0600) == 0);
    REQUIRE(make_folder(folder / "folder.json"));
    for (const char* command : {"check", "show", "answer"}) {
        const Ran piped = run({"form", command, folder / "pipe.json"});
        CHECK(piped.code == 3);
        CHECK(has(piped.err, "pipe.json: this is a named pipe and no file; give a compiled form"));
    }
    CHECK(has(run({"form", "check", folder / "folder.json"}).err, "this is a folder and no file"));
}

TEST_CASE("a form that is too large when it is compiled is told what to shorten") {
    const test::TemporaryFolder folder;
    std::string header = "type,name";
    std::string texts;
    for (char language = 'a'; language <= 't'; ++language) {
        header += std::string(",label::L (a") + language + ")";
        texts += "," + std::string(700, 'x');
    }
    std::string survey = header + "\n";
    for (int index = 0; index < 400; ++index)
        survey += "note,n" + std::to_string(index) + texts + "\n";
    REQUIRE(write_atomically(folder / "survey.csv", bytes_of(survey)));
    const Ran checked = run({"form", "check", folder.path(), "--no-screen"});
    CHECK(checked.code == 1);
    CHECK(has(checked.out, "survey: the compiled form has "));
    CHECK(has(checked.out, "bytes, more than 4194304; shorten the texts, or make two forms of it"));
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
    CHECK(read_file(folder / "a.xlsx", 1U << 20U).value() ==
          read_file(folder / "b.xlsx", 1U << 20U).value());
    REQUIRE(run({"form", "build", folder / "a.xlsx", "--out", folder / "a.json"}).code == 0);
    REQUIRE(run({"form", "build", sample("staff"), "--out", folder / "s.json"}).code == 0);
    CHECK(read_file(folder / "a.json", 1U << 20U).value() ==
          read_file(folder / "s.json", 1U << 20U).value());
}

TEST_CASE("form export writes over a file only when it is told to") {
    const test::TemporaryFolder folder;
    const std::string file = folder / "a.xlsx";
    REQUIRE(write_atomically(file, bytes_of("mine")));
    const Ran kept = run({"form", "export", sample("staff"), "--out", file});
    CHECK(kept.code != 0);
    CHECK(has(kept.err, "there is such a file already"));
    CHECK(text_of(read_file(file, 1U << 20U).value()) == "mine");
    CHECK_FALSE(std::filesystem::exists(folder / "a.xlsx.new"));
    CHECK(run({"form", "export", sample("staff"), "--out", file, "--force"}).code == 0);
    CHECK(text_of(read_file(file, 1U << 20U).value()).starts_with("PK"));
}

TEST_CASE("form new in a folder that is not there says so itself") {
    const test::TemporaryFolder folder;
    const Ran made = run({"form", "new", folder / "none/a.xlsx"});
    CHECK(made.code == 4);
    CHECK(has(made.err, "none/a.xlsx"));
}

TEST_CASE("form answer takes no channel that there is not, and no place that no kiosk has") {
    const Ran channel = run({"form", "answer", sample("staff"), "--channel", "zz"});
    CHECK(channel.code == 3);
    CHECK(has(channel.err, "there are kiosk, web, paper, assisted and intranet"));
    const Ran place = run({"form", "answer", sample("staff"), "--place", "Зал 1"});
    CHECK(place.code == 3);
    CHECK(has(place.err, "--place Зал 1: no place's code"));
}

TEST_CASE("form build wants sheets, not a compiled form") {
    const test::TemporaryFolder folder;
    REQUIRE(run({"form", "build", sample("staff"), "--out", folder / "s.json"}).code == 0);
    CHECK(has(run({"form", "build", folder / "s.json", "--out", folder / "t.json"}).err,
        "this form is compiled"));
}

TEST_CASE("form show names the choices of a matrix whose first row is its head") {
    const Ran shown = run({"form", "show", Path(OTK_SOURCE_DIR) / "tests/contract/every_kind"});
    CHECK(shown.code == 0);
    CHECK(has(shown.out, "  = Тепло [warm]\n  ( ) Да\n  ( ) Нет\n"));
    CHECK(has(shown.out,
        "  = Назвали все документы сразу [papers]\n  ( ) Да\n  ( ) Нет\n  ( ) Не помню\n"));
}

TEST_CASE("form show prints the form as a visitor meets it, in lines of the asked width") {
    const test::TemporaryFolder folder;
    REQUIRE(write_atomically(folder / "survey.csv",
        bytes_of(
            "type,name,label::ru,label::en,hint::ru,hint::en,required,relevant,appearance,"
            "calculation,body::otk:from,constraint,constraint_message::ru,constraint_message::en,"
            "parameters\n"
            "hidden,channel,,,,,,,,,channel,,,,\n"
            "select_one face5,mark,Как вас обслужили?,How were you served?,,,yes,,likert,,,,,,\n"
            "select_multiple why,why,Что было плохо и что из этого надо исправить раньше всего?,"
            "What was bad?,Можно несколько,Several,,${mark} <= 3,,,,count-selected(.) < 3,"
            "Не больше двух,Two at most,\n"
            "range,nps,Посоветуете?,Would you recommend us?,,,,,,,,,,,start=0 end=10 step=1\n"
            "calculate,double,,,,,,,,${nps} * 2,,,,,\n")));
    REQUIRE(write_atomically(folder / "choices.csv",
        bytes_of(
            "list_name,name,label::ru,label::en\n"
            "face5,1,Очень плохо,Very poor\nface5,2,Плохо,Poor\nface5,3,Средне,Fair\n"
            "face5,4,Хорошо,Good\nface5,5,Отлично,Excellent\n"
            "why,wait,Ожидание,Waiting\nwhy,rude,Грубость,Rudeness\nwhy,other,Другое,Other\n")));
    REQUIRE(write_atomically(folder / "settings.csv",
        bytes_of("form_title,form_id,version,default_language,otk:audience,otk:direction\n"
                 "Приёмная,f,1,ru,external,service\n")));
    const Ran shown = run({"form", "show", folder.path(), "--lang", "ru", "--width", "40"});
    CHECK(shown.code == 0);
    CHECK(shown.out == R"(Приёмная · f 1
languages, each complete: ru (default),
en · shown: ru

── page 1 of 3: mark ───────────────────
Как вас обслужили? * [mark]
  1 :-(( Очень плохо
  2 :-(  Плохо
  3 :-|  Средне
  4 :-)  Хорошо
  5 :-)) Отлично

── page 2 of 3: why ────────────────────
Что было плохо и что из этого надо
исправить раньше всего? [why]
  only if ${mark} <= 3
  Можно несколько
  [ ] Ожидание
  [ ] Грубость
  [ ] Другое
  must hold: count-selected(.) < 3
             (says: Не больше двух)

── page 3 of 3: nps ────────────────────
Посоветуете? [nps]
  0 … 10, step 1

── on no page ──────────────────────────
channel (hidden), filled with the
channel
double (calculate), calculated: ${nps} *
2
)");
    const Ran unknown = run({"form", "show", folder.path(), "--lang", "tt"});
    CHECK(unknown.code == 3);
    CHECK(has(unknown.err, "--lang tt: the form f has no such language; it has ru, en"));
    CHECK(run({"form", "show", folder.path(), "--width", "12"}).code == 3);
}
