// What cells of expressions become: defaults, mistakes with their place, circles.

#include <catch2/catch.hpp>

#include "core/form/visit.h"
#include "tests/core/xlsform/small_survey.h"

using namespace otk;
using test::compiled;
using test::form_of;
using test::header;
using test::problem_of;
using test::told;

TEST_CASE("a default is a text unless it refers, calls or calculates") {
    const form::Form form = form_of(header + ",default\n"
        "text,a,А,A,one (or two)\n"
        "text,b,Б,B,\"concat(${a}, '!')\"\n"
        "text,c,В,C,1 + 1\n"
        "integer,d,Г,D,2 * 3 - 1\n"
        "date,e,Д,E,date(today() - 1)\n"
        "date,f,Е,F,2026-11-25\n");
    CHECK(form.questions[0].default_value->source() == "'one (or two)'");
    CHECK(form.questions[1].default_value->source() == "concat(${a}, '!')");
    CHECK(form.questions[2].default_value->source() == "1 + 1");
    CHECK(form.questions[3].default_value->source() == "2 * 3 - 1");
    CHECK(form.questions[4].default_value->source() == "date(today() - 1)");
    CHECK(form.questions[5].default_value->source() == "'2026-11-25'");
    form::Visit visit(std::make_shared<const form::Form>(form),
        {.channel = "kiosk", .place = "p", .day = "2026-11-22"});
    CHECK(visit.value(2) == "2");
    CHECK(visit.value(3) == "5");
    CHECK(visit.value(4) == "2026-11-21");
    CHECK(visit.value(5) == "2026-11-25");
}

TEST_CASE("a default that only looks like a calculation is a text") {
    for (const char* text : {"Санкт-Петербург", "a-b", "Минск - Брест", "A - B", "да и нет", "yes and no",
             "2026-11-25", "8-800-200", "5-7", "24/7", "-5", "км/ч - 5", "* * *", "'quoted'", "a = b", "1 = 1",
             "Иванов (брат)", "a (b)", "wait...", "C++", "не более 5 - 7 минут", "x", "-", "."}) {
        INFO(text);
        const std::string cell = text;
        CHECK(form_of(header + ",default\ntext,q,В,Q,\"" + cell + "\"\n").questions[0].default_value ==
              form::Expression::literal(cell).value());
    }
    for (const char* formula : {"1+1", "5 - 7", "3 div 2", "(1 + 2) * 3", "-(2 + 3)", "today()", "today() + 7",
             "1 + round(2.4)", "concat('a', 'b')", "'a' = string(1)"}) {
        INFO(formula);
        CHECK(form_of(header + ",default\ntext,q,В,Q,\"" + formula + "\"\n").questions[0].default_value->source() ==
              formula);
    }
    // What is meant as one and is none is told.
    CHECK(problem_of("text", "default", "tomorrow() - 1").find("there is no function tomorrow()") != std::string::npos);
    CHECK(problem_of("text", "default", "today() -").find("a value is missing") != std::string::npos);
    CHECK(problem_of("date", "default", "today() - 1").find("write date(today() - 1)") != std::string::npos);
}

TEST_CASE("what is stored can be an answer of its kind, or it is refused") {
    const auto told_of = [](const std::string& type, const std::string& column, const std::string& cell) {
        const std::string read_only = column == "calculation" ? "yes" : "";
        return told(compiled(header + ",read_only," + column + "\ndate,d,Д,D,,\n" + type + ",q,В,Q," + read_only +
                             ",\"" + cell + "\"\n"));
    };
    for (const char* column : {"calculation", "default"}) {
        INFO(column);
        const std::string cell = std::string("survey, row 3, column F (") + column + "), ";
        CHECK(told_of("date", column, "${d} + 7") ==
              std::vector<std::string>{cell + "\"${d} + 7\": not a day as YYYY-MM-DD; write date(${d} + 7)"});
        CHECK(told_of("date", column, "if(${d} = '', '', ${d} + 7)") ==
              std::vector<std::string>{cell +
                  "\"if(${d} = '', '', ${d} + 7)\": at character 19: not a day as YYYY-MM-DD; write date(…) around"
                  " what calculates with days\n    if(${d} = '', '', ${d} + 7)\n                      ^"});
        CHECK(told_of("date", column, "${d} > today()").front().find("write a value that") != std::string::npos);
        CHECK(told_of("integer", column, "coalesce(today(), 1)").front().find("not a whole number") !=
              std::string::npos);
        CHECK(told_of("decimal", column, "if(${d} = today(), 1, ${d} > today())").front().find("not a number") !=
              std::string::npos);
        CHECK(told_of("select_one abc", column, "not(${d})").front().find("not a choice of the list") !=
              std::string::npos);
        CHECK(told_of("select_one abc", column, "if(${d} = '', 'a', 'c')").front().find("at character 20") !=
              std::string::npos);
        for (const auto& [type, taken] : std::vector<std::pair<std::string, std::string>>{
                 {"date", "date(${d} + 7)"}, {"date", "if(${d} = '', '', date(${d} + 7))"}, {"date", "${d}"},
                 {"date", "once(today())"}, {"integer", "${d} - today()"}, {"integer", "if(${d} = '', '', 3)"},
                 {"integer", "format-date(${d}, '%Y')"}, {"text", "${d} + 7"}, {"text", "${d} = today()"},
                 {"select_one abc", "if(${d} = '', 'a', 'b')"},
                 {"select_one marks", "string-length(${d}) - 9"}}) {
            INFO(taken);
            CHECK(told_of(type, column, taken).empty());
        }
    }
    CHECK(told_of("integer", "calculation", "'yes'").front().find("not a whole number; write a value") !=
          std::string::npos);
    CHECK(told_of("integer", "default", "today()").front().find("not a whole number; write a value") !=
          std::string::npos);
}

TEST_CASE("a choice_filter that is a number is refused, for elsewhere it is a place") {
    CHECK(problem_of("select_one abc", "choice_filter", "1 + 1") ==
          "survey, row 2, column E (choice_filter), \"1 + 1\": a number is no condition; write position() = 1 + 1");
    CHECK(problem_of("select_one abc", "choice_filter", "position() = 2") == "taken");
    CHECK(problem_of("select_one abc", "choice_filter", "string-length(name)").find("write position() = string-length") !=
          std::string::npos);
}

TEST_CASE("an expression that silently means something else is refused with its place") {
    const auto told_of = [](const std::string& column, const std::string& cell) {
        return told(compiled(header + "," + column + "\nselect_one marks,a,А,A,\ndate,d,Д,D,\ninteger,q,В,Q,\"" + cell +
                             "\"\n"));
    };
    CHECK(told_of("relevant", "'${a}' = '5'") ==
          std::vector<std::string>{
              "survey, row 4, column E (relevant), \"'${a}' = '5'\": at character 1: in quotation marks ${a} is a text"
              " and no answer; take it out of the quotation marks: ${a}\n    '${a}' = '5'\n    ^"});
    CHECK(told_of("constraint", ". > 1 and contains('x ${ a } y', 'x')").front().find("at character 20") !=
          std::string::npos);
    CHECK(told_of("relevant", "${d} >= 2026-11-25") ==
          std::vector<std::string>{
              "survey, row 4, column E (relevant), \"${d} >= 2026-11-25\": at character 9: numbers are subtracted here,"
              " a day stands in quotation marks; write '2026-11-25'\n    ${d} >= 2026-11-25\n            ^"});
    CHECK(told_of("relevant", "${d} > date('25.11.2026')").front().find("this is no day; write '2026-11-25'") !=
          std::string::npos);
    CHECK(told_of("relevant", "format-date('soon', '%Y') = '2026'").front().find("write a day as '2026-12-31'") !=
          std::string::npos);
    CHECK(told_of("relevant", "${d} < '25/11/2026'").front().find("write '2026-11-25'") != std::string::npos);
    CHECK(told_of("relevant", "//d[. > '2026-1-5'] = 1").front().find("write a day as '2026-12-31'") !=
          std::string::npos);
    for (const char* taken : {"jr:choice-name(${a}, '${a}') = 'x'", "contains(${a}, 'a${2}')", "${d} >= '2026-11-25'",
             "${d} > date('2026-1-5')", "${a} > '3'", "${a} = '25.11.2026'", "${a} > ''",
             "${a} < 'x'", "${a} < '1.2.3'", "${a} > '12:00'", "date('') = ${d}", "1000-20-3 = 977", "${a} = '$ {a}'",
             "date('20784') = ${d}"}) {
        INFO(taken);
        CHECK(told_of("relevant", taken).empty());
    }
}

TEST_CASE("an expression is refused with the place of the mistake") {
    CHECK(problem_of("text", "relevant", "${q2} = 1") ==
          "survey, row 2, column E (relevant), \"${q2} = 1\": there is no question ${q2}; write ${q}");
    CHECK(problem_of("text", "constraint", ". <") ==
          "survey, row 2, column E (constraint), \". <\": at character 4: a value is missing; mend the expression at the mark\n"
          "    . <\n       ^");
    CHECK(problem_of("text", "relevant", "tomorrow() > 1").find("there is no function tomorrow()") != std::string::npos);
    CHECK(problem_of("select_one abc", "choice_filter", "topc = 1") ==
          "survey, row 2, column E (choice_filter), \"topc = 1\": the list \"abc\" has no column \"topc\";"
          " write a column of the choices sheet that the list fills");
    CHECK(problem_of("text", "choice_filter", "'x' = 'x'").find("only a select has choices") != std::string::npos);
    CHECK(problem_of("select_one abd", "hint::ru", "") ==
          "survey, row 2, column A (type), \"select_one abd\": the choices sheet has no list \"abd\";"
          " write \"abc\"");
}

TEST_CASE("a circle is refused with its path, in the cell where it begins") {
    const std::string instead = ": depends on itself: a → b → a; take one of them out of the circle";
    CHECK(told(compiled(header + ",relevant,calculation\n"
              "text,x,Икс,X,${a} = 1,\ntext,a,А,A,../b = 1,\ncalculate,b,,,,${a} + 1\n")) ==
          std::vector<std::string>{"survey, row 3, column E (relevant), \"../b = 1\"" + instead});
    CHECK(told(compiled(header + ",relevant,calculation\n"
              "calculate,a,,,,${b} + 1\nbegin_group,g,,,${a} = 1,\ntext,b,Б,B,,\nend_group,,,,,\n")) ==
          std::vector<std::string>{"survey, row 2, column F (calculation), \"${b} + 1\"" + instead});
    CHECK(told(compiled(header + ",relevant,calculation\n"
              "begin_group,g,,,${b} = 1,\ntext,a,А,A,,\nend_group,,,,,\ncalculate,b,,,,${a} + 1\n")) ==
          std::vector<std::string>{"survey, row 2, column E (relevant), \"${b} = 1\"" + instead});
}

TEST_CASE("every circle is told, each in its own cell") {
    const std::string instead = "; take one of them out of the circle";
    CHECK(told(compiled(header + ",relevant,calculation\n"
              "text,a,А,A,${b} = 1,\ntext,b,Б,B,${a} = 1,\ncalculate,e,,,,${f}\ncalculate,f,,,,${e}\n"
              "text,s,С,S,${s} = 1,\n")) ==
          std::vector<std::string>{
              "survey, row 2, column E (relevant), \"${b} = 1\": depends on itself: a → b → a" + instead,
              "survey, row 4, column F (calculation), \"${f}\": depends on itself: e → f → e" + instead,
              "survey, row 6, column E (relevant), \"${s} = 1\": depends on itself: s → s" + instead});
}
