// What `otklik form check` finds by going through a form as visitors do.

#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "core/base/json.h"
#include "tests/cli/ran.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using test::has;
using test::Ran;
using test::run;

namespace {

/// A form whose second page asks for a phone, whose third nobody sees and whose fourth is a trap.
void put_doubtful_form(const Path& folder) {
    REQUIRE(write_atomically(folder / "survey.csv",
        bytes_of("type,name,label::ru,required,relevant,choice_filter,default\n"
                 "select_one yn,first,Вам помогли?,yes,,,\n"
                 "text,call,Оставьте ваш телефон,,,,\n"
                 "text,never,Почему?,,${first} = 'perhaps',,\n"
                 "select_one why,why,Чем помогли?,yes,,of = ${first},\n"
                 "text,last,Что ещё?,,,,\n")));
    REQUIRE(write_atomically(folder / "choices.csv",
        bytes_of("list_name,name,label::ru,of\nyn,yes,Да,\nyn,no,Нет,\nwhy,word,Советом,yes\n")));
    REQUIRE(write_atomically(
        folder / "settings.csv", bytes_of("form_id,version,default_language,otk:audience,otk:"
                                          "direction\nf,1,ru,external,service\n")));
}

}  // namespace

TEST_CASE(
    "form check tells what visitors cannot reach, leave or say, worst first, with an example") {
    const test::TemporaryFolder folder;
    put_doubtful_form(folder.path());
    const Ran checked = run({"form", "check", folder.path(), "--no-screen"});
    CHECK(checked.code == 1);
    CHECK(checked.err.empty());
    CHECK(checked.out ==
          "form f version 1 is not well: 3 error(s), 2 warning(s), 1 note(s)\n"
          "error: question never, relevant: the condition does not hold in any combination of "
          "answers: nobody sees this question [unreachable-question]\n"
          "error: page why: a visitor cannot leave this page: why is required and has nothing to "
          "choose [dead-end]\n"
          "    for example kiosk: first = no\n"
          "error: question call, label::ru: this seems to ask for a phone number: answers are "
          "promised to be anonymous; leave the question out, or offer choices instead "
          "[personal-data]\n"
          "warning: question why, choice_filter: some answers leave no choice at all: the visitor "
          "sees a question without answers [no-choice]\n"
          "warning: question never, relevant: \"perhaps\" is no choice of the list \"yn\": write the "
          "name of one of its choices [unknown-choice]\n"
          "note: form: the kiosk speaks en as well, the form does not: visitors with that language "
          "get no choice of it; add label::… (en) [missing-language]\n"
          "walked: 2 combinations of the answers that matter, 2 sequences of pages, 8 tries\n");
}

TEST_CASE("form check --paths prints each sequence of pages with one visitor's answers") {
    const test::TemporaryFolder folder;
    put_doubtful_form(folder.path());
    const Ran checked = run({"form", "check", folder.path(), "--no-screen", "--paths"});
    CHECK(has(checked.out,
        "\n1 combinations: first → call → why → last → end\n"
        "    for example kiosk: first = yes, why = word\n"
        "    ── first\n"
        "       Вам помогли? → Да\n"
        "    ── call\n"
        "       Оставьте ваш телефон\n"
        "    ── why\n"
        "       Чем помогли? → Советом\n"
        "    ── last\n"
        "       Что ещё?\n"));
    CHECK(has(checked.out,
        "\n1 combinations: first → call → why → cannot be left\n"
        "    for example kiosk: first = no\n"));
    const Json report =
        Json::parse(run({"form", "check", folder.path(), "--no-screen", "--paths", "--json"}).out)
            .value();
    CHECK_FALSE(report.bool_at("well").value());
    CHECK(report.array_at("findings").value()->size() == 6);
    const Json* walk = report.object_at("walk").value();
    CHECK(walk->bool_at("complete").value());
    const Json::Array& paths = *walk->array_at("paths").value();
    REQUIRE(paths.size() == 2);
    const Json::Array& shown = *paths[0].array_at("shown").value();
    REQUIRE(shown.size() >= 3);
    CHECK(shown[0].string_at("page").value() == "first");
    const Json& question = shown[0].array_at("questions").value()->at(0);
    CHECK(question.string_at("label").value() == "Вам помогли?");
    CHECK(question.string_at("answer_label").value() ==
          (question.string_at("answer").value() == "yes" ? "Да" : "Нет"));
}

TEST_CASE("form check --paths shows a page's title, matrix and answers that labels repeat, in a language") {
    const test::TemporaryFolder folder;
    REQUIRE(write_atomically(folder / "survey.csv",
        bytes_of("type,name,label::ru,label::en,relevant,appearance,required\n"
                 "select_one yn,a,Вы были?,Were you?,,,yes\n"
                 "begin_group,g,Две строки,Two lines,,field-list,\n"
                 "note,n,Вы сказали ${a},You said ${a},,,\n"
                 "select_multiple yn,b,Что?,What?,${a} = 'yes',,yes\n"
                 "end_group,,,,,,\n")));
    REQUIRE(write_atomically(folder / "choices.csv",
        bytes_of("list_name,name,label::ru,label::en\nyn,yes,Да,Yes\nyn,no,Нет,No\n")));
    const Ran checked =
        run({"form", "check", folder.path(), "--no-screen", "--paths", "--lang", "en"});
    CHECK(has(checked.out, "    ── a\n       Were you? → Yes\n    ── g: Two lines\n"
                           "       You said yes\n       What? → "));
    CHECK(run({"form", "check", folder.path(), "--no-screen", "--lang", "de"}).code == 3);
}

TEST_CASE("form check takes what somebody may type for possible, and is sure of choices") {
    const test::TemporaryFolder folder;
    REQUIRE(write_atomically(folder / "choices.csv",
        bytes_of("list_name,name,label\nm,1,Раз\nm,2,Два\n")));
    const auto checked = [&](const std::string& rows) {
        REQUIRE(write_atomically(folder / "survey.csv",
            bytes_of("type,name,label,relevant,appearance\n" + rows)));
        return run({"form", "check", std::string(folder.path()), "--no-screen"});
    };
    const Ran typed = checked("text,a,Вопрос,,numbers\ntext,b,Вопрос,${a} > 2,\n");
    CHECK(typed.code == 0);
    CHECK_FALSE(has(typed.out, "unreachable-question"));
    const Ran chosen =
        checked("select_multiple m,sm,Вопрос,,\ntext,b,Вопрос,count-selected(${sm}) = 3,\n");
    CHECK(chosen.code == 1);
    CHECK(has(chosen.out, "error: question b, relevant"));
}

TEST_CASE("form check says that it took a sample, with its seed") {
    const test::TemporaryFolder folder;
    put_doubtful_form(folder.path());
    const Ran checked = run({"form", "check", folder.path(), "--no-screen", "--limit", "2",
        "--sample", "300", "--seed", "5"});
    CHECK(
        has(checked.out, "sampled: 300 random visits with seed 5 (after 2 tries of combinations)"));
    CHECK(has(checked.out, "[sampled]"));
    const Ran wrong = run({"form", "check", folder.path(), "--limit", "none"});
    CHECK(wrong.code == 3);
    CHECK(has(wrong.err, "--limit none: a whole number from 1 to 100000000 expected"));
}
