// What each word of the column type becomes, and which words are refused.

#include <catch2/catch.hpp>

#include "core/form/visit.h"
#include "tests/core/xlsform/small_survey.h"

using namespace otk;
using test::compiled;
using test::form_of;
using test::header;
using test::problem_of;
using test::told;

TEST_CASE("start, end and today hold the day and nothing finer") {
    const form::Form form = form_of(header + "\nstart,begun,,\ntext,t,Текст,Text\ntoday,day,,\n");
    CHECK(form.questions[0].from == "day");
    form::Visit visit(std::make_shared<const form::Form>(form),
        {.channel = "kiosk", .place = "p", .day = "2026-11-22"});
    CHECK(visit.value(0) == "2026-11-22");
    CHECK(visit.value(2) == "2026-11-22");
}

TEST_CASE("an unknown type is refused with its cell and a near one is offered") {
    CHECK(problem_of("sellect_one marks", "hint::ru", "") ==
          "survey, row 2, column A (type), \"sellect_one marks\": there is no type \"sellect_one\";"
          " write \"select_one\"");
    CHECK(problem_of("slider", "hint::ru", "").find(
              "survey, row 2, column A (type), \"slider\": there is no type \"slider\"; write one of: ") == 0);
}

TEST_CASE("a word with Russian letters that look like Latin ones is told to have them") {
    CHECK(problem_of("select_оne abc", "hint::ru", "") ==
          "survey, row 2, column A (type), \"select_оne abc\": there is no type \"select_оne\"; write \"select_one\","
          " all in Latin letters: \"select_оne\" has Russian ones, too");
    const std::vector<std::string> lines =
        told(compiled(header + ",relevant\ntext,rating,В,Q,\ntext,q,В,Q,${rаting} = 'Окно7'\n"));
    REQUIRE(lines.size() == 1);
    CHECK(lines.front().find("write ${rating}, all in Latin letters: \"rаting\" has Russian ones, too") !=
          std::string::npos);
    CHECK(problem_of("text", "required", "обязательно1").find("Latin") == std::string::npos);
}

TEST_CASE("a type in the letters or spelling of another tool is understood or named") {
    CHECK(problem_of("TEXT", "hint::ru", "").find("there is no type \"TEXT\"; write \"text\"") !=
          std::string::npos);
    CHECK(problem_of("Select_One abc", "hint::ru", "").find("write \"select_one\"") != std::string::npos);
    for (const char* type : {"select_one abc", "select one abc", "select_one  abc", "select1 abc",
             "select one from abc", "add select one prompt using abc"}) {
        INFO(type);
        const form::Form form = form_of(header + "\n" + type + ",q,Вопрос,Question\n");
        CHECK(form.questions[0].kind == form::QuestionKind::SelectOne);
        CHECK(form.lists.at(*form.questions[0].list).name == "abc");
    }
    for (const char* type : {"select_multiple abc", "select multiple abc",
             "select all that apply from abc", "add select multiple prompt using abc"}) {
        INFO(type);
        CHECK(form_of(header + "\n" + type + ",q,Вопрос,Question\n").questions[0].kind ==
              form::QuestionKind::SelectMultiple);
    }
}

TEST_CASE("a refused row without a name is one problem, and required = no of a group none") {
    CHECK(told(compiled(header + "\ntext,a,А,A\nbegin_rank,r,Р,R\nend_rank,,,\n")) ==
          std::vector<std::string>{
              "survey, row 3, column A (type), \"begin_rank\": begin_rank is refused: only KoboToolbox"
              " has it; write one row \"rank NAME-OF-LIST\"",
              "survey, row 4, column A (type), \"end_rank\": end_rank is refused: only KoboToolbox"
              " has it; remove the row"});
    CHECK(told(compiled(header + ",required\nbegin_group,g,,,false\nnote,n,Н,N,no\ntext,a,А,A,\n"
                                 "end_group,,,,FALSE\n"))
              .empty());
    CHECK(told(compiled(header + ",required\ntext,a,А,A,\nnote,n,Н,N,yes\n")).front().find(
              "a note has no required; empty the cell") != std::string::npos);
}

TEST_CASE("types that XLSForm has and a kiosk has not are refused with the reason") {
    for (const auto& [type, reason] : std::vector<std::pair<std::string, std::string>>{
             {"begin_repeat", "write the questions one by one"},
             {"begin repeat", "write the questions one by one"},
             {"geopoint", "records no positions"}, {"image", "records no media"},
             {"username", "who answered"}, {"phone number", "who answered"}, {"email", "who answered"},
             {"deviceid", "who answered"}, {"audit", "when a visitor did what"},
             {"dateTime", "write \"date\""}, {"select_one_from_file x.csv", "choices sheet"},
             {"select_one abc or_other", "add a choice \"other\""},
             {"begin_kobomatrix", "table-list"}, {"begin_score", "table-list"}, {"trigger", "acknowledge"},
             {"select_one", "select_one needs a list; write \"select_one NAME-OF-LIST\""},
             {"text abc", "text stands alone"}}) {
        INFO(type);
        CHECK(problem_of(type, "hint::ru", "").find(reason) != std::string::npos);
    }
}
