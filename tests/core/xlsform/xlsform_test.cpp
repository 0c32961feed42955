#include "core/xlsform/xlsform.h"

#include <catch2/catch.hpp>

#include "core/form/visit.h"
#include "core/xlsform/csv.h"

using namespace otk;
using xlsform::Outcome;
using xlsform::Sheet;

namespace {

const std::string settings =
    "form_title,form_id,version,default_language,style,otk:audience,otk:direction\n"
    "Проба,f,1,ru,pages,external,service\n";
const std::string choices =
    "list_name,name,label::ru,label::English (en),topic\n"
    "marks,1,Один,One,\nmarks,2,Два,Two,\nmarks,3,Три,Three,\nmarks,4,Четыре,Four,\n"
    "marks,5,Пять,Five,\nabc,a,А,A,x\nabc,b,Б,B,y\n";
const std::string header = "type,name,label::ru,label::English (en)";

Sheet sheet(const std::string& name, const std::string& csv) {
    xlsform::Book book;
    xlsform::read_csv(csv, name, book);
    return book.sheets.at(0);
}
Outcome compiled(const std::string& survey, const std::string& with_choices = choices,
    const std::string& with_settings = settings) {
    return xlsform::compile({sheet("survey", survey), sheet("choices", with_choices),
        sheet("settings", with_settings)});
}

std::vector<std::string> told(const Outcome& outcome) {
    std::vector<std::string> lines;
    for (const xlsform::SheetProblem& problem : outcome.problems) lines.push_back(to_text(problem));
    return lines;
}
/// The only problem of a survey with one row under a header with one more column.
std::string problem_of(const std::string& type, const std::string& column, const std::string& cell) {
    const Outcome outcome = compiled(header + "," + column + "\n" + type + ",q,Вопрос,Question," + cell + "\n");
    const std::vector<std::string> lines = told(outcome);
    if (lines.empty()) return "taken";
    CHECK(lines.size() == 1);
    return lines.front();
}
form::Form form_of(const std::string& survey) {
    Outcome outcome = compiled(survey);
    for (const std::string& line : told(outcome)) UNSCOPED_INFO(line);
    REQUIRE(outcome.form.has_value());
    return *outcome.form;
}

}  // namespace

TEST_CASE("a filled cell that means nothing without another one is refused") {
    CHECK(told(compiled(header + ",constraint_message::ru,constraint_message::en\ntext,q,В,Q,нет,no\n")) ==
          std::vector<std::string>{"survey, row 2, column E (constraint_message::ru), \"нет\": there is no constraint"
                                   " for this message; write the constraint, or empty the cell"});
    for (const char* required : {"", "no", "FALSE"}) {
        CHECK(told(compiled(header + ",required,required_message::ru,required_message::en\n"
                                     "text,q,В,Q," + required + ",надо,must\n")) ==
              std::vector<std::string>{
                  "survey, row 2, column F (required_message::ru), \"надо\": the question is not required, so nobody"
                  " reads this message; write yes into required, or empty the cell"});
    }
    const std::string computed = header + ",calculation,default,read_only\n";
    const std::string both = ": the calculation replaces a default at once; empty one of the two cells";
    CHECK(told(compiled(computed + "text,a,А,A,,,\ncalculate,c,,,1 + 1,5,\ntext,b,Б,B,${a},x,yes\n")) ==
          std::vector<std::string>{"survey, row 3, column F (default), \"5\"" + both,
              "survey, row 4, column F (default), \"x\"" + both});
    CHECK(told(compiled(computed + "text,a,А,A,,,\ncalculate,c,,,once(7),5,\n")).empty());
    const std::string read_only = header + ",required,read_only,calculation,default\ntext,a,А,A,,,,\n";
    CHECK(told(compiled(read_only + "text,q,В,Q,yes,yes,,\n")).front().find(
              "survey, row 3, column E (required), \"yes\": a read_only question without calculation and default has"
              " never an answer") == 0);
    CHECK(told(compiled(read_only + "text,q,В,Q,yes,yes,${a},\ntext,r,В,Q,yes,yes,,x\n")).empty());
}

TEST_CASE("what is written nearly right is told with what to write") {
    const auto says = [](const std::string& column, const std::string& cell, const std::string& what) {
        INFO(column << " " << cell);
        const std::vector<std::string> lines = told(compiled(header + "," + column + "\ntext,q,В,Q," + cell + "\n"));
        CHECK((!lines.empty() && lines.front().find(what) != std::string::npos));
    };
    says("hint::English (EN)", "x", "the language code of \"English (EN)\" has capitals; write \"hint::English (en)\"");
    says("hint::RU", "x", "write \"hint::ru\"");
    says("constraint-msg", "x", "there is no such column; write \"constraint_message\"");
    says("constraint-msg::ru", "x", "there is no such column; write \"constraint_message::ru\"");
    says("bind::requird", "yes", "there is no such column; write \"required\"");
    says("required", "maybe", "this is neither yes nor no; write yes or no");
    says("required", "да", "this is neither yes nor no; write yes");
    says("read_only", "Нет", "this is neither yes nor no; write no");
    says("required", "${q} and", "a value is missing");
    CHECK(problem_of("range", "parameters", "end=a").find("write a number, for example end=10") != std::string::npos);
    for (const char* word : {"autocomplete", "search"}) {
        CHECK(problem_of("select_one abc", "appearance", word).find("write minimal") != std::string::npos);
    }
    CHECK(problem_of("select_one abc", "appearance", "search('x')").find("choices come from the choices sheet alone") !=
          std::string::npos);
}

TEST_CASE("what belongs to the form as a whole is told where it can be mended") {
    const std::vector<std::string> lines =
        told(compiled("type,name\ntext,q\n", "list_name,name\n", "form_id\n"));
    REQUIRE_FALSE(lines.empty());
    for (const std::string& line : lines) CHECK(line.find("default_language") == std::string::npos);
    std::string many = header + "\n";
    for (int index = 0; index < 150; ++index) {
        const std::string name = "a_rather_long_name_of_a_question_" + std::to_string(index) + (index == 7 ? "_x_x" : "");
        many += "text," + name + ",В,Q\n";
    }
    const std::string too_long = told(compiled(many)).at(0);
    CHECK(too_long.find("survey, row 9, column B (name), \"a_rather_long_name_of_a_question_7_x_x\": all names together"
                        " take ") == 0);
    CHECK(too_long.find("more than 8192; write shorter names; this one is the longest") != std::string::npos);
}

TEST_CASE("a parameter is said once, and an end_group names no other group") {
    CHECK(problem_of("range", "parameters", "start=0 end=5 start=2") ==
          "survey, row 2, column E (parameters), \"start=0 end=5 start=2\": \"start\" is there twice; write it once");
    CHECK(problem_of("select_one abc", "parameters", "randomize=true randomize=false").find(
              "\"randomize\" is there twice; write it once") != std::string::npos);
    const std::string group = header + "\nbegin_group,g,,\ntext,a,А,A\n";
    CHECK(told(compiled(group + "end_group,h,,\n")) ==
          std::vector<std::string>{"survey, row 4, column B (name), \"h\": this end_group ends the group \"g\";"
                                   " write \"g\", or empty the cell"});
    CHECK(told(compiled(group + "end_group,g,,\n")).empty());
}

TEST_CASE("a small survey becomes a form") {
    const form::Form form = form_of(header + ",required,parameters,appearance,body::otk:metric\n"
        "select_one marks,mark,Оценка,Mark,yes,,likert quick,csat\n"
        "range,nps,Совет,Advice,,start=0 end=10 step=1,,nps\n"
        "text,wish,Пожелание,Wish,,,multiline,\n");
    CHECK(form.id == "f");
    CHECK(form.languages == std::vector<std::string>{"ru", "en"});
    CHECK(form.title.in("ru") == "Проба");
    REQUIRE(form.questions.size() == 3);
    CHECK(form.questions[0].kind == form::QuestionKind::SelectOne);
    CHECK(form.questions[0].required->source() == "true()");
    CHECK(form.questions[0].appearance.likert);
    CHECK(form.questions[0].metric == form::Metric::Csat);
    CHECK(form.questions[1].range == form::RangeBounds{0, 10, 1});
    CHECK(form.questions[2].appearance.multiline);
    CHECK(form.pages.size() == 3);
}

TEST_CASE("groups become pages or conditions") {
    const form::Form form = form_of(header + ",relevant,appearance\n"
        "text,a,А,A,,\n"
        "begin_group,outer,,,${a} = 1,\n"
        "text,b,Б,B,${a} != 2,\n"
        "begin group,page,Страница,Page,${b} = 3,field-list\n"
        "text,c,В,C,,\n"
        "hidden,h,,,,\n"
        "end group,,,,,\n"
        "end_group,,,,,\n"
        "text,d,Г,D,,\n");
    REQUIRE(form.pages.size() == 4);
    CHECK(form.pages[2].kind == form::PageKind::FieldList);
    CHECK(form.pages[2].title.in("en") == "Page");
    REQUIRE(form.groups.size() == 2);
    CHECK(form.groups[0].relevant->source() == "${a} = 1");
    CHECK_FALSE(form.groups[0].parent.has_value());
    CHECK(form.groups[1].relevant->source() == "${b} = 3");
    CHECK(form.groups[1].parent == 0U);
    CHECK(form.questions[1].relevant->source() == "${a} != 2");
    CHECK(form.questions[1].group == 0U);
    CHECK(form.questions[2].group == 1U);
    CHECK(form.questions[3].group == 1U);
    CHECK_FALSE(form.questions[4].group.has_value());
}

TEST_CASE("start, end and today hold the day and nothing finer") {
    const form::Form form = form_of(header + "\nstart,begun,,\ntext,t,Текст,Text\ntoday,day,,\n");
    CHECK(form.questions[0].from == "day");
    form::Visit visit(std::make_shared<const form::Form>(form),
        {.channel = "kiosk", .place = "p", .day = "2026-11-22"});
    CHECK(visit.value(0) == "2026-11-22");
    CHECK(visit.value(2) == "2026-11-22");
}

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
    CHECK(told_of("relevant", "//d[. > 'x'] = 1").front().find("nothing is smaller or larger") != std::string::npos);
    for (const char* taken : {"jr:choice-name(${a}, '${a}') = 'x'", "contains(${a}, 'a${2}')", "${d} >= '2026-11-25'",
             "${d} > date('2026-1-5')", "${a} > '3'", "${a} = '25.11.2026'", "1000-20-3 = 977", "${a} = '$ {a}'",
             "date('20784') = ${d}"}) {
        INFO(taken);
        CHECK(told_of("relevant", taken).empty());
    }
}

TEST_CASE("an unknown type is refused with its cell and a near one is offered") {
    CHECK(problem_of("sellect_one marks", "hint::ru", "") ==
          "survey, row 2, column A (type), \"sellect_one marks\": there is no type \"sellect_one\";"
          " write \"select_one\"");
    CHECK(problem_of("slider", "hint::ru", "").find(
              "survey, row 2, column A (type), \"slider\": there is no type \"slider\"; write one of: ") == 0);
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

TEST_CASE("unknown columns, appearances, parameters and settings are refused") {
    CHECK(problem_of("text", "relevent", "") ==
          "survey, row 1, column E (relevent): there is no such column; write \"relevant\"");
    CHECK(problem_of("text", "hint::Русский", "") ==
          "survey, row 1, column E (hint::Русский): the language \"Русский\" has no code; write \"hint::Русский (ru)\"");
    CHECK(problem_of("text", "name", "") == "survey, row 1, column E (name): this column is there twice; remove one of them");
    CHECK(problem_of("text", "media::audio::ru", "") ==
          "survey, row 1, column E (media::audio::ru): sounds are not supported; remove the column");
    CHECK(problem_of("text", "bind::odk:length", "9") ==
          "survey, row 1, column E (bind::odk:length): this property of a bind is not supported; remove the column");
    CHECK(problem_of("text", "bind::jr:preload", "").find("use start, end, today or body::otk:from") != std::string::npos);
    CHECK(problem_of("text", "body::esri:style", "").find("this property of a question is not supported") !=
          std::string::npos);
    CHECK(problem_of("text", "body::otk:metrik", "").find("write \"body::otk:metric\"") != std::string::npos);
    CHECK(problem_of("text", "trigger", "${q}").find("by themselves; remove the column") != std::string::npos);
    CHECK(problem_of("text", "body::otk:colour", "") ==
          "survey, row 1, column E (body::otk:colour): there is no such column of ours; remove it; ours are metric,"
          " from, on-timeout, idle, slip and smileys");
    CHECK(problem_of("text", "appearance", "multline") ==
          "survey, row 2, column E (appearance), \"multline\": there is no appearance \"multline\";"
          " write \"multiline\"");
    CHECK(problem_of("text", "appearance", "likert") ==
          "survey, row 2, column E (appearance), \"likert\": likert is for select_one; remove it, or change the type");
    CHECK(problem_of("range", "parameters", "start=0 ende=5") ==
          "survey, row 2, column E (parameters), \"start=0 ende=5\": a range has no parameter \"ende\"; write \"end\"");
    CHECK(problem_of("range", "parameters", "start = 0").find("there is a space beside an equals sign; write start=0 end=10 step=1") != std::string::npos);
    CHECK(problem_of("range", "parameters", "start=zero").find("\"start\" has no number; write a number, for example start=1") != std::string::npos);
    CHECK(problem_of("text", "parameters", "start=0") ==
          "survey, row 2, column E (parameters), \"start=0\": only a range and a select take parameters; empty the cell");
    CHECK(problem_of("select_one abc", "parameters", "value=code") ==
          "survey, row 2, column E (parameters), \"value=code\": a select has no parameter \"value\"; write randomize or seed");
    CHECK(problem_of("select_one abc", "parameters", "randomize=yes").find("write randomize=true") !=
          std::string::npos);
    CHECK(problem_of("select_one abc", "parameters", "randomize=true seed=").find("write seed=42 or seed=${question}") !=
          std::string::npos);
    CHECK(problem_of("select_one abc", "parameters", "seed=4").find("a seed alone does nothing; write randomize=true") !=
          std::string::npos);
    CHECK(problem_of("select_one abc", "body::otk:smileys", "5").find("only a likert has faces") !=
          std::string::npos);
    CHECK(told(compiled(header + ",appearance,body::otk:smileys\nselect_one marks,q,А,A,likert,3\n")).front().find(
              "there are five faces; write 5") != std::string::npos);
    CHECK(problem_of("text", "body::otk:metric", "smile") ==
          "survey, row 2, column E (body::otk:metric), \"smile\": there is no body::otk:metric \"smile\"; write one of: csat, nps, ces, csi");
    CHECK(problem_of("text", "body::otk:on-timeout", "forget").find("write one of: keep, drop") != std::string::npos);
    CHECK(problem_of("text", "read_only", "maybe").find("this is neither yes nor no; write yes or no") != std::string::npos);
    CHECK(problem_of("text", "body::otk:idle", "a minute").find("this is no whole number; write digits only") != std::string::npos);
    CHECK(problem_of("note", "required", "yes") ==
          "survey, row 2, column E (required), \"yes\": a note has no required; empty the cell");
}

TEST_CASE("appearances of other programs are refused by name, with what to write instead") {
    for (const auto& [word, reason] : std::vector<std::pair<std::string, std::string>>{
             {"columns-pack", "write columns"}, {"horizontal", "write columns-2"}, {"autocomplete", "write minimal"},
             {"search('a.csv')", "write them there, and minimal here"}, {"no-calendar", "a date is typed"}, {"ex:org.example(x)", "no other program"},
             {"w4", "no grid"}, {"rating", "likert"}, {"signature", "who answered"}}) {
        INFO(word);
        const std::string told = problem_of("select_one abc", "appearance", word);
        CHECK(told.find("the appearance \"" + word + "\" is refused: ") != std::string::npos);
        CHECK(told.find(reason) != std::string::npos);
    }
    CHECK(problem_of("select_one abc", "appearance", "likert").find("needs five choices") != std::string::npos);
    CHECK(problem_of("select_one abc", "appearance", "label").find("write field-list into the group's appearance") !=
          std::string::npos);
}

TEST_CASE("other spellings of a column are the column") {
    const form::Form form = form_of("type,name,caption,label::English (en),bind::required,bind::jr:requiredMsg::ru,"
        "bind::jr:requiredMsg::en,relevance,bind::constraint,constraint_msg::ru,constraint_msg::en\n"
        "text,a,А,A,yes,надо,must,1 = 1,. != 'x',нет,no\n");
    const form::Question& question = form.questions.front();
    CHECK(question.label.in("ru") == "А");
    CHECK(question.required->source() == "true()");
    CHECK(question.required_message.in("en") == "must");
    CHECK(question.relevant->source() == "1 = 1");
    CHECK(question.constraint->source() == ". != 'x'");
    CHECK(question.constraint_message.in("ru") == "нет");
    CHECK(told(compiled(header + ",relevant,bind::relevant\ntext,a,А,A,,\n")) ==
          std::vector<std::string>{"survey, row 1, column F (bind::relevant): this column is there twice; remove one of them"});
}

TEST_CASE("pictures are named by language, the default language's stands for all") {
    const form::Form form = form_of(header + ",media::image,media::image::English (en)\n"
        "note,a,А,A,one.png,\nnote,b,Б,B,two.png,two-en.png\n");
    CHECK(form.questions[0].image.by_language == std::map<std::string, std::string, std::less<>>{{"ru", "one.png"}});
    CHECK(form.questions[1].image.in("en") == "two-en.png");
    CHECK(form.pictures() == std::set<std::string>{"one.png", "two.png", "two-en.png"});
    CHECK(problem_of("text", "media::image", "photo 1.jpg") ==
          "survey, row 2, column E (media::image), \"photo 1.jpg\": this is no name of a PNG file;"
          " write latin letters, digits, _ and -, then .png");
    CHECK(problem_of("text", "media::image::English (en)", "a.png").find("no picture in the default language") !=
          std::string::npos);
    std::string with_picture = choices;
    with_picture.replace(with_picture.find("topic"), 5, "media::image");
    with_picture.replace(with_picture.find("A,x"), 3, "A,a.png");
    with_picture.replace(with_picture.find("B,y"), 3, "B,");
    const Outcome outcome = compiled(header + "\nselect_one abc,a,А,A\n", with_picture);
    REQUIRE(outcome.form.has_value());
    CHECK(outcome.form->lists.back().choices[0].image.in("ru") == "a.png");
}

TEST_CASE("a label may repeat answers that exist") {
    const form::Form form = form_of(header + "\ntext,a,А,A\nnote,b,Здравствуйте ${ a }!,Hello ${a}!\n");
    CHECK(form.questions[1].label.in("en") == "Hello ${a}!");
    CHECK(told(compiled(header + "\ntext,a,Кто ${b}?,Who?\n")) ==
          std::vector<std::string>{"survey, row 2, column C (label::ru), \"Кто ${b}?\": there is no question ${b};"
                                   " write the name of one"});
    CHECK(told(compiled(header + "\ntext,a,Кто ${b} и ${a} и ${c}?,Who?\n")) ==
          std::vector<std::string>{"survey, row 2, column C (label::ru), \"Кто ${b} и ${a} и ${c}?\": there is no"
                                   " question ${b}, ${c}; write names of the column name"});
    CHECK(told(compiled(header + "\ntext,a,Цена ${,Price\n")).front().find("${ without } after it") !=
          std::string::npos);
}

TEST_CASE("a select's choices may be shuffled, by a seed of its own") {
    const form::Form form = form_of(header + ",parameters\n"
        "integer,n,Н,N,\nselect_one abc,a,А,A,randomize=true\nrank abc,b,Б,B,randomize=true;seed=${n}\n");
    CHECK(form.questions[1].randomize);
    CHECK_FALSE(form.questions[1].seed.has_value());
    CHECK(form.questions[2].seed->source() == "${n}");
    CHECK(told(compiled(header + ",parameters,appearance\nselect_one marks,a,А,A,randomize=true,likert\n")).front()
              .find("the marks of a scale stand in their order") != std::string::npos);
}

TEST_CASE("a matrix may be written with label and list-nolabel") {
    const std::string with_appearance = header + ",appearance\n";
    const std::string begin = "begin_group,g,,,field-list\n";
    const form::Form form = form_of(with_appearance + begin +
        "select_one abc,head,Оцените,Rate,label\nselect_one abc,a,А,A,list-nolabel\n"
        "select_one abc,b,Б,B,list-nolabel\nend_group,,,,\n");
    REQUIRE(form.pages.size() == 1);
    CHECK(form.pages[0].kind == form::PageKind::Matrix);
    CHECK(form.pages[0].title.in("ru") == "Оцените");
    CHECK(form.questions[0].kind == form::QuestionKind::Note);
    CHECK(form.questions[2].kind == form::QuestionKind::SelectOne);
    const auto refused = [&](const std::string& rows) {
        return told(compiled(with_appearance + begin + rows + "end_group,,,,\n")).front();
    };
    CHECK(refused("select_one abc,a,А,A,list-nolabel\n").find("this matrix has no first row") != std::string::npos);
    CHECK(refused("select_one abc,h,Х,H,label\nselect_one marks,a,А,A,list-nolabel\n")
              .find("have the list of its first row") != std::string::npos);
    CHECK(refused("text,t,Т,T,\nselect_one abc,h,Х,H,label\n").find("is not the first; write it directly below") !=
          std::string::npos);
    CHECK(refused("select_multiple abc,h,Х,H,label\n").find("make a matrix of select_one") != std::string::npos);
}

TEST_CASE("a slip is a template or a QR code of the form's own") {
    const std::string with_slip = header + ",appearance,calculation,body::otk:slip\n";
    const auto of_slip = [&](const std::string& calculation, const std::string& slip) {
        const std::vector<std::string> lines = told(compiled(
            with_slip + "text,a,А,A,,,\ntext,s,С,S,printer," + calculation + "," + slip + "\n"));
        return lines.empty() ? "taken" : lines.front();
    };
    CHECK(of_slip("", "phone") == "taken");
    CHECK(of_slip("\"concat('<qrcode>', ${a}, '</qrcode>')\"", "") == "taken");
    CHECK(of_slip("", "").find("has neither a slip nor a calculation") != std::string::npos);
    CHECK(of_slip("'<qrcode>x</qrcode>'", "phone").find("has both a slip and a calculation") != std::string::npos);
    CHECK(of_slip("'<b>x</b>'", "").find("<qrcode> is missing") != std::string::npos);
    CHECK(of_slip("'<qrcode>x</qrcode><b>y</b>'", "").find("no element besides one <qrcode>") != std::string::npos);
}

TEST_CASE("settings that a kiosk gets elsewhere are refused with the reason") {
    const auto with = [](const std::string& column, const std::string& cell) {
        std::string changed = settings;
        changed.insert(changed.find('\n'), "," + column);
        changed.insert(changed.size() - 1, "," + cell);
        return told(compiled(header + "\ntext,q,Вопрос,Question\n", choices, changed));
    };
    CHECK(with("public_key", "abc") == std::vector<std::string>{
        "settings, row 1, column H (public_key): keys come from the enrolment of a kiosk; remove the column"});
    CHECK(with("submission_url", "https://x").front().find("the server comes from the enrolment") !=
          std::string::npos);
    CHECK(with("namespaces", "\"esri=\"\"http://x\"\"\"").front().find("only the prefix otk is known here") !=
          std::string::npos);
    CHECK(with("namespaces", "\"otk=\"\"http://x\"\"\"").empty());
    CHECK(with("instance_xmlns", "x").front().find("a response is no XML; remove the column") != std::string::npos);
    CHECK(with("otk:audiance", "x").front().find("write \"otk:audience\"") != std::string::npos);
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

TEST_CASE("a group and a question beside it have names of their own, each of them") {
    const auto beside = [](const std::string& row, const std::string& name) {
        return "survey, row " + row + ", column B (name), \"" + name + "\": there is a question \"" + name +
               "\" beside this group; write another name: both would be one element of the response";
    };
    CHECK(told(compiled(header + "\ntext,x,И,X\nbegin_group,x,,\ntext,y,И,Y\nbegin_group,y,,\ntext,z,З,Z\n"
                                 "end_group,,,\nend_group,,,\n")) ==
          std::vector<std::string>{beside("3", "x"), beside("5", "y")});
    CHECK(told(compiled(header + "\nbegin_group,g,,\ntext,g,Г,G\nend_group,,,\n")).empty());
}

TEST_CASE("groups must fit into each other") {
    const std::string with_appearance = header + ",appearance\n";
    CHECK(told(compiled(with_appearance + "begin_group,g,Г,G,field-list\ntext,a,А,A,\n")) ==
          std::vector<std::string>{"survey, row 2, column A (type), \"begin_group\": this group does not end;"
              " write end_group below its last question"});
    CHECK(told(compiled(with_appearance + "text,a,А,A,\nend_group,,,,\n")).front().find("no begin_group") !=
          std::string::npos);
    const std::string with_hint = header + ",hint::ru,hint::en\n";
    CHECK(told(compiled(with_hint + "begin_group,g,Г,G,п,h\ntext,a,А,A,,\nend_group,,,,,\n"))
              .front().find("write field-list") != std::string::npos);
    CHECK(told(compiled(with_appearance + "begin_group,g,Г,G,w3\ntext,a,А,A,\nend_group,,,,\n"))
              .front().find("a group has no appearance \"w3\"") != std::string::npos);
    CHECK(form_of(with_appearance + "begin_group,g,Г,G,\ntext,a,А,A,\nend_group,,,,\n")
              .groups.front().label.in("en") == "G");
    CHECK(told(compiled(with_appearance + "begin_group,g,Г,G,grid\ntext,a,А,A,\nend_group,,,,\n"))
              .front().find("write field-list or table-list, or empty the cell") != std::string::npos);
    CHECK(told(compiled(with_appearance +
              "begin_group,g,Г,G,field-list\nbegin_group,h,Х,H,table-list\ntext,a,А,A,\nend_group,,,,\nend_group,,,,\n"))
              .front().find("inside a page is not supported") != std::string::npos);
    CHECK(told(compiled(with_appearance +
              "begin_group,g,Г,G,field-list\nbegin_group,h,,,\ntext,a,А,A,\nend_group,,,,\nend_group,,,,\n")).empty());
    CHECK(told(compiled(with_appearance +
              "begin_group,g,,,\ntext,a,А,A,\nend_group,,,,\nbegin_group,g,,,\ntext,b,Б,B,\nend_group,,,,\n"))
              .front().find("there is a group \"g\" already") != std::string::npos);
    CHECK(told(compiled(with_appearance + "text,a,А,A,\nbegin_group,g,Г,G,field-list\nend_group,,,,\n"))
              .front().find("the group has no question to show") != std::string::npos);
    CHECK(told(compiled(with_appearance +
              "begin_group,g,Г,G,table-list\nselect_one abc,a,А,A,\nselect_one marks,b,Б,B,\nend_group,,,,\n"))
              .front().find("the lines of a table-list are select_one of one list") != std::string::npos);
}

TEST_CASE("a language without a label is refused at the empty cell") {
    CHECK(told(compiled(header + "\ntext,q,Вопрос,\n")) ==
          std::vector<std::string>{"survey, row 2, column D (label::English (en)): no text in the language en;"
              " write it, or remove the text in every language"});
    std::string incomplete = choices;
    incomplete.replace(incomplete.find(",Two"), 4, ",");
    CHECK(told(compiled(header + "\ntext,q,Вопрос,Question\n", incomplete)) ==
          std::vector<std::string>{
              "choices, row 3, column D (label::English (en)): no text in the language en;"
              " write it, or remove the text in every language"});
}

TEST_CASE("all problems of a form are told in one run, by sheet and row") {
    const std::vector<std::string> lines = told(compiled(
        header + ",relevant,appearance,bogus\n"
                 "slider,a,А,A,,,\n"
                 "text,a b,Б,,${zzz} = 1,blink,\n"
                 "select_one nope,c,В,C,${a} = 1,,\n"
                 "text,c,Г,D,1 +,,\n",
        "list_name,name,label::ru,label::English (en)\nabc,a b,А,A\nabc,,Б,B\n,c,В,C\n",
        "form_id,version,default_language,otk:audience,otk:direction\n1f,,Russian,everyone,by-answer:zzz\n"));
    const std::string name = "; write a name of latin letters, digits, _, - and . that begins with a letter";
    const std::string choice = "; write a name of latin letters, digits, _, - and .";
    const std::vector<std::string> expected = {
        // Most of these texts stand on several lines. NOLINTNEXTLINE(bugprone-suspicious-missing-comma)
        "settings, row 2, column C (default_language), \"Russian\": this language has no code;"
        " write it with its code, for example Русский (ru)",
        "settings, row 2, column D (otk:audience), \"everyone\": there is no such audience;"
        " write external (visitors) or internal (staff)",
        "settings, row 2, column A (form_id), \"1f\": this is no name" + name,
        "settings, row 2, column E (otk:direction), \"by-answer:zzz\": there is no select_one question \"zzz\";"
        " write by-answer: and the name of a select_one question",
        "survey, row 1, column G (bogus): there is no such column; remove it; the columns are: type, name,"
        " required, relevant, constraint, calculation, default, read_only, appearance, parameters,"
        " choice_filter, body::otk:metric, body::otk:from, body::otk:on-timeout, body::otk:idle,"
        " body::otk:slip, body::otk:smileys, label, hint, media::image, required_message,"
        " constraint_message",
        "survey, row 2, column A (type), \"slider\": there is no type \"slider\"; write one of: begin_group,"
        " end_group, start, end, today, note, text, integer, decimal, range, select_one, select_multiple,"
        " rank, acknowledge, date, calculate, hidden",
        "survey, row 3, column F (appearance), \"blink\": there is no appearance \"blink\"; write one of:"
        " likert, quick, multiline, numbers, no-buttons, minimal, printer, columns, columns-2, columns-3, label, list-nolabel",
        "survey, row 3, column B (name), \"a b\": this name has a space" + name,
        "survey, row 3, column D (label::English (en)): no text in the language en;"
        " write it, or remove the text in every language",
        "survey, row 3, column E (relevant), \"${zzz} = 1\": there is no question ${zzz};"
        " write the name of a question",
        "survey, row 4, column A (type), \"select_one nope\": the choices sheet has no list \"nope\";"
        " write the list there, or the name of one",
        "survey, row 5, column E (relevant), \"1 +\": at character 4: a value is missing;"
        " mend the expression at the mark\n    1 +\n       ^",
        "survey, row 5, column B (name), \"c\": there is a question \"c\" already; write another name",
        "choices, row 2, column B (name), \"a b\": this name has a space" + choice,
        "choices, row 3, column B (name): the name is missing" + choice,
        "choices, row 4, column A (list_name): this choice belongs to no list;"
        " write the list's name into every row of the list",
    };
    CHECK(lines == expected);
}

TEST_CASE("of a form with very many problems the first are told and the rest counted") {
    std::string many = "list_name,name,label::ru,label::English (en)\n";
    constexpr std::size_t count = xlsform::Problems::problems_max + 100;
    for (std::size_t index = 0; index < count; ++index) many += "abc,c" + std::to_string(index) + ",А,\n";
    const Outcome outcome = compiled(header + "\ntext,q,Вопрос,Question\n", many);
    CHECK(outcome.problems.size() == xlsform::Problems::problems_max);
    CHECK(outcome.problems.front().row == 2);
    CHECK(outcome.problems_left_out == 100);
}

TEST_CASE("a slip of a finger in a column of choices is no extra column") {
    std::string slipped = choices;
    slipped.replace(slipped.find("topic"), 5, "lable");
    CHECK(told(compiled(header + "\ntext,q,Вопрос,Question\n", slipped)) ==
          std::vector<std::string>{"choices, row 1, column E (lable): there is no such column;"
                                   " write \"label\""});
    slipped.replace(slipped.find("lable"), 5, "lable::ru");
    CHECK(told(compiled(header + "\ntext,q,Вопрос,Question\n", slipped)) ==
          std::vector<std::string>{"choices, row 1, column E (lable::ru): there is no such column;"
                                   " write \"label::ru\""});
}
