#include "core/xlsform/xlsform.h"

#include <catch2/catch.hpp>

#include "tests/core/xlsform/small_survey.h"

using namespace otk;
using test::choices;
using test::compiled;
using test::form_of;
using test::header;
using test::settings;
using test::told;
using xlsform::Outcome;

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
        "settings, row 2, column C (default_language), \"Russian\": the language \"Russian\" has no code;"
        " write \"Russian (ru)\"",
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

TEST_CASE("a language that is written nearly right is told with what to write") {
    const auto says = [](const std::string& language) {
        std::string other = settings;
        other.replace(other.find(",ru,"), 4, "," + language + ",");
        const std::vector<std::string> lines = told(compiled(header + "\ntext,q,Вопрос,Question\n", choices, other));
        REQUIRE(lines.size() == 1);
        return lines.front().substr(lines.front().find(": ") + 2);
    };
    CHECK(says("English (EN)") == "the language code of \"English (EN)\" has capitals; write \"English (en)\"");
    CHECK(says("RU") == "the language code of \"RU\" has capitals; write \"ru\"");
    CHECK(says("English") == "the language \"English\" has no code; write \"English (en)\"");
    CHECK(says("Русский (ру)") == "the language \"Русский (ру)\" has no code; write \"Русский (ru)\"");
    CHECK(says("Русский [ru]") == "the language \"Русский [ru]\" has no code; write \"Русский (ru)\"");
    CHECK(says("Коми") ==
          "the language \"Коми\" has no code; write its code behind it, as in \"Русский (ru)\"");
    std::string spaced = settings;
    spaced.replace(spaced.find(",ru,"), 4, ",Русский ( ru ),");
    CHECK(told(compiled(header + "\ntext,q,Вопрос,Question\n", choices, spaced)).empty());
}

TEST_CASE("a wrong header of labels is one problem, and says what to write") {
    const auto says = [](const std::string& label) {
        const std::vector<std::string> lines =
            told(compiled("type,name," + label + "\ntext,q,Вопрос\n", "", settings));
        INFO(label);
        REQUIRE(lines.size() == 1);
        return lines.front().substr(lines.front().find("): ") + 3);
    };
    const std::string none = "there is no such column; write ";
    CHECK(says("label::Русский (RU)") ==
          "the language code of \"Русский (RU)\" has capitals; write \"label::Русский (ru)\"");
    CHECK(says("label::Коми") ==
          "the language \"Коми\" has no code; write its code behind it, as in \"label::Русский (ru)\"");
    CHECK(says("label (ru)") == none + "\"label::ru\"");
    CHECK(says("label;;Русский (ru)") == none + "\"label::Русский (ru)\"");
    CHECK(says("label Русский") == none + "\"label::Русский (ru)\"");
    CHECK(told(compiled("type,name\nnote,q\n", "", settings)).front() ==
          "survey, column label: the form has no label in any language; add the column label::Русский (ru)");
    // A name of the author's own, which only begins alike.
    CHECK(told(compiled(header + "\ntext,q,Вопрос,Question\n",
              "list_name,name,label::ru,label::en,label_short,label-short\nabc,a,А,A,x,y\n")).empty());
}

TEST_CASE("an empty column is passed over, and below no header nothing more is told") {
    CHECK(told(compiled("type,,name,label::ru,label::en\ntext,,q,Вопрос,Question\n")).empty());
    CHECK(told(compiled("type,,name,label::ru,label::en\ntext,x,q,Вопрос,Question\n")) ==
          std::vector<std::string>{"survey, row 1, column B: this column has no header;"
                                   " write one or remove the column"});
    CHECK(told(compiled("\n" + header + "\ntext,q,Вопрос,Question\n")) ==
          std::vector<std::string>{"survey: the sheet has no column type or no column name;"
                                   " write both into its first row"});
}
