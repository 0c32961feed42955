// What the other columns of a row become, and which cells are refused.

#include <catch2/catch.hpp>

#include "tests/core/xlsform/small_survey.h"

using namespace otk;
using test::choices;
using test::compiled;
using test::form_of;
using test::header;
using test::problem_of;
using test::told;
using xlsform::Outcome;

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
    CHECK(problem_of("select_one abc", "appearance", "\"quick, minimal\"").find("write \"quick minimal\"") !=
          std::string::npos);
    CHECK(problem_of("select_one abc", "appearance", "quick;columns-2").find("write \"quick columns-2\"") !=
          std::string::npos);
    CHECK(problem_of("select_one abc", "appearance", "columns-10").find("write columns-1 to columns-9") !=
          std::string::npos);
    for (const char* word : {"autocomplete", "search"}) {
        CHECK(problem_of("select_one abc", "appearance", word).find("write minimal") != std::string::npos);
    }
    CHECK(problem_of("select_one abc", "appearance", "search('x')").find("choices come from the choices sheet alone") !=
          std::string::npos);
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
