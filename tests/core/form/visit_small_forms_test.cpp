// What an engine owes small forms that are made here: conditions, calculations, groups, orders, limits.

#include <catch2/catch.hpp>

#include "core/form/form_json.h"
#include "core/form/visit.h"
#include "tests/core/form/sample_form.h"

using namespace otk;
using form::Visit;
using otk::test::form_of;

namespace {

using Answers = std::vector<std::pair<std::string, std::string>>;

const std::string two_choices =
    R"({"name":"ab","choices":[{"name":"a","label":{"ru":"А"}},{"name":"b","label":{"ru":"Б"}}]})";

/// A text question that stands on a page of its own; `more` are further members.
std::string text_question(const std::string& name, const std::string& more = "") {
    return R"({"name":")" + name + R"(","kind":"text","label":{"ru":"?"})" + more + "}";
}
std::string page_of(const std::string& name) {
    return R"({"name":")" + name + R"(","kind":"single","questions":[")" + name + R"("]})";
}

}  // namespace

TEST_CASE("a calculation follows its answers and what cannot be calculated is empty") {
    const auto form = form_of("",
        text_question("a") + "," + text_question("b", R"(,"relevant":"${sum} > 10")") +
            R"(,{"name":"sum","kind":"calculate","calculation":"${a} + 1"})"
            R"(,{"name":"twice","kind":"calculate","calculation":"${sum} * 2","relevant":"${a} != ''"})",
        page_of("a") + "," + page_of("b"));
    Visit visit(form, {});
    CHECK(visit.response(false).answers.empty());
    REQUIRE(visit.answer(0, "41"));
    CHECK(visit.value(2) == "42");
    CHECK(visit.value(3) == "84");
    CHECK(visit.is_relevant(1));
    CHECK(visit.response(false).answers == Answers{{"a", "41"}, {"sum", "42"}, {"twice", "84"}});
    REQUIRE(visit.answer(0, "word"));
    CHECK(visit.value(2).empty());
    CHECK_FALSE(visit.is_relevant(1));
    CHECK(Visit::is_empty(Visit(form, {}).response(false)));
}

TEST_CASE("what is infinite or no number at all is stored as nothing") {
    const auto form = form_of("",
        text_question("a") + R"(,{"name":"share","kind":"calculate","calculation":"1 div ${a}"})",
        page_of("a"));
    Visit visit(form, {});
    REQUIRE(visit.answer(0, "0"));
    CHECK(visit.value(1).empty());
    REQUIRE(visit.answer(0, "word"));
    CHECK(visit.value(1).empty());
    REQUIRE(visit.answer(0, "4"));
    CHECK(visit.value(1) == "0.25");
}

TEST_CASE("a calculated decimal is kept whole") {
    const auto form = form_of("",
        text_question("a") +
            R"(,{"name":"d","kind":"decimal","label":{"ru":"?"},"calculation":"${a} div 3","read_only":true})",
        page_of("a") + "," + page_of("d"));
    Visit visit(form, {});
    REQUIRE(visit.answer(0, "1"));
    CHECK(visit.value(1) == "0.3333333333333333");
}

TEST_CASE("an answer's choices outlive a condition that does not hold for a while") {
    const std::string towns =
        R"({"name":"t","choices":[{"name":"x","label":{"ru":"А"},"columns":{"of":"yes"}},)"
        R"({"name":"z","label":{"ru":"Б"},"columns":{"of":"perhaps"}}]})";
    for (const std::string kind : {"select_one", "select_multiple", "rank"}) {
        INFO(kind);
        const auto form = form_of(towns,
            text_question("a") + R"(,{"name":"q","kind":")" + kind +
                R"(","list":"t","label":{"ru":"?"},"relevant":"${a} != 'no'","choice_filter":"of = ${a}"},)" +
                text_question("after", R"(,"relevant":"${q} = 'x'")"),
            page_of("a") + "," + page_of("q") + "," + page_of("after"));
        Visit visit(form, {});
        REQUIRE(visit.answer(0, "yes"));
        REQUIRE(visit.answer(1, "x"));
        REQUIRE(visit.answer(0, "no"));
        CHECK_FALSE(visit.is_relevant(2));
        CHECK(visit.response(false).answers == Answers{{"a", "no"}});
        REQUIRE(visit.answer(0, "yes"));
        CHECK(visit.value(1) == "x");
        CHECK(visit.is_relevant(2));
        // It comes back to other choices: then it loses what is not among them.
        REQUIRE(visit.answer(0, "no"));
        REQUIRE(visit.answer(0, "perhaps"));
        CHECK(visit.value(1).empty());
        CHECK_FALSE(visit.is_relevant(2));
    }
}

TEST_CASE("what only a calculation knows makes no response worth storing") {
    const auto form = form_of("",
        text_question("a") + R"(,{"name":"c","kind":"calculate","calculation":"1 + 1"})",
        page_of("a"));
    const Visit visit(form, {});
    CHECK(visit.response(false).answers == Answers{{"c", "2"}});
    CHECK(Visit::is_empty(visit.response(false)));
}

TEST_CASE("defaults stand at the beginning, a computed one only if it is an answer") {
    const auto form = form_of(two_choices,
        R"({"name":"q","kind":"select_one","list":"ab","label":{"ru":"?"},"default":"'b'"},)"
        R"x({"name":"r","kind":"select_one","list":"ab","label":{"ru":"?"},"default":"concat(${q}, 'x')"},)x" +
            text_question("t", R"x(,"default":"concat(${q}, '!')","read_only":true)x"),
        page_of("q") + "," + page_of("r") + "," + page_of("t"));
    Visit visit(form, {});
    CHECK(visit.value(0) == "b");
    CHECK(visit.value(1).empty());
    CHECK(visit.value(2) == "b!");
    CHECK(visit.answer(2, "x").error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("a page whose group is irrelevant is passed over in both directions") {
    const auto form = form_of("",
        text_question("a") + "," + text_question("b", R"(,"group":"g")") + "," + text_question("c"),
        page_of("a") +
            R"(,{"name":"g","kind":"field-list","title":{"ru":"Группа"},"questions":["b"]},)" +
            page_of("c"),
        R"({"name":"g","relevant":"${a} = 'yes'"})");
    Visit visit(form, {});
    CHECK(visit.pages_left() == 1);
    REQUIRE(visit.next());
    CHECK(visit.page().name == "c");
    REQUIRE(visit.back());
    CHECK(visit.page().name == "a");
    REQUIRE(visit.answer(0, "yes"));
    REQUIRE(visit.next());
    CHECK(visit.page().name == "g");
    CHECK_FALSE(visit.is_first_page());
}

TEST_CASE("the conditions of all groups around a question hold for it, shown or hidden") {
    const auto form = form_of("",
        text_question("a") + "," + text_question("b") + "," +
            text_question("c", R"(,"group":"inner")") +
            R"x(,{"name":"k","kind":"calculate","group":"inner","calculation":"concat(${a}, ${b})"},)x"
            R"({"name":"h","kind":"hidden","group":"outer","default":"'x'"})",
        page_of("a") + "," + page_of("b") + "," + page_of("c"),
        R"({"name":"outer","relevant":"${a} = 'yes'"},{"name":"plain","parent":"outer"},)"
        R"({"name":"inner","parent":"plain","relevant":"${b} != ''"})");
    Visit visit(form, {});
    const auto relevant = [&] {
        std::string names;
        for (std::size_t index = 0; index < form->questions.size(); ++index) {
            if (visit.is_relevant(index)) names += form->questions[index].name;
        }
        return names;
    };
    CHECK(relevant() == "ab");
    REQUIRE(visit.answer(1, "1"));
    CHECK(relevant() == "ab");
    REQUIRE(visit.answer(0, "yes"));
    CHECK(relevant() == "abckh");
    CHECK(visit.value(3) == "yes1");
    REQUIRE(visit.answer(1, ""));
    CHECK(relevant() == "abh");
    CHECK(visit.response(false).answers == Answers{{"a", "yes"}, {"h", "x"}});
}

TEST_CASE("choices stand in the seed's order, and what is stored does not tell it") {
    const std::string abc =
        R"({"name":"abc","choices":[{"name":"a","label":{"ru":"А"}},{"name":"b","label":{"ru":"Б"}},)"
        R"({"name":"c","label":{"ru":"В"}},{"name":"d","label":{"ru":"Г"}},{"name":"e","label":{"ru":"Д"}},)"
        R"({"name":"f","label":{"ru":"Е"}}]})";
    const auto form = form_of(abc,
        R"({"name":"n","kind":"integer","label":{"ru":"?"}},)"
        R"({"name":"own","kind":"select_multiple","list":"abc","label":{"ru":"?"},"randomize":true},)"
        R"({"name":"fixed","kind":"select_one","list":"abc","label":{"ru":"?"},"randomize":true,"seed":"${n}",)"
        R"("choice_filter":"name != 'f'"})",
        page_of("n") + "," + page_of("own") + "," + page_of("fixed"));
    Visit visit(form, {.channel = "kiosk", .place = "", .seed = 42});
    const auto order = [&](std::size_t question) {
        std::string names;
        for (const form::Choice* choice : visit.offered(question))
            names += choice->name;
        return names;
    };
    CHECK(order(1) == "afcbde");  // as shuffle_test has it
    REQUIRE(visit.answer(1, "f b"));
    CHECK(visit.value(1) == "b f");
    CHECK(order(1) == "afcbde");
    const std::string unanswered = order(2);
    REQUIRE(visit.answer(0, "1"));
    const std::string by_one = order(2);
    CHECK(by_one.size() == 5);
    CHECK(by_one.find('f') == std::string::npos);
    CHECK(by_one != unanswered);
    REQUIRE(visit.answer(0, ""));
    CHECK(order(2) == unanswered);
    visit.restart();
    CHECK(order(1) == "afcbde");
}

TEST_CASE("a text is said in the visitor's language with the answers as they stand") {
    const auto form =
        form_of("", text_question("a") + "," + text_question("b", R"(,"relevant":"${a} != ''")"),
            page_of("a") + "," + page_of("b"));
    Visit visit(form, {});
    const form::Texts label{{{"ru", "${a} и ${b}."}}};
    CHECK(visit.said(label, "ru") == " и .");
    REQUIRE(visit.answer(0, "один"));
    REQUIRE(visit.answer(1, "${a}"));
    CHECK(visit.said(label, "ru") == "один и ${a}.");
    CHECK(visit.said(label, "en") == "один и ${a}.");
    REQUIRE(visit.answer(0, ""));
    CHECK(visit.said(label, "ru") == " и .");
}

TEST_CASE("a ranking grows at its end, may end early and takes nothing twice") {
    const auto form = form_of(
        two_choices, R"({"name":"r","kind":"rank","list":"ab","label":{"ru":"?"}})", page_of("r"));
    Visit visit(form, {});
    REQUIRE(visit.toggle(0, "b"));
    CHECK(visit.value(0) == "b");
    REQUIRE(visit.toggle(0, "a"));
    CHECK(visit.value(0) == "b a");
    REQUIRE(visit.toggle(0, "b"));
    CHECK(visit.value(0) == "a");
    CHECK(visit.answer(0, "a a").error().kind == ErrorKind::InvalidInput);
    CHECK(visit.toggle(0, "c").error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("a constraint looks at answers only, a requirement at what is shown only") {
    const auto form = form_of("",
        text_question("a", R"(,"group":"g","constraint":"1 = 2")") + "," +
            text_question("b", R"(,"group":"g","required":"1 = 1","relevant":"${a} = 'x'")"),
        R"({"name":"g","kind":"field-list","questions":["a","b"]})", R"({"name":"g"})");
    Visit visit(form, {});
    CHECK(visit.problems().empty());
    REQUIRE(visit.answer(0, "x"));
    REQUIRE(visit.problems().size() == 2);
    CHECK(visit.problems()[0].kind == form::Problem::Kind::Constraint);
    CHECK(visit.problems()[1].kind == form::Problem::Kind::Required);
    REQUIRE(visit.answer(0, ""));
    CHECK(visit.problems().empty());
}

TEST_CASE("a printer text takes no answer and is stored nowhere") {
    const auto form = form_of("",
        text_question("a") + "," +
            text_question("s",
                R"x(,"appearance":["printer"],"calculation":"concat('<qrcode>', ${a}, '</qrcode>')")x"),
        page_of("a"));
    Visit visit(form, {});
    REQUIRE(visit.answer(0, "x"));
    CHECK(visit.value(1) == "<qrcode>x</qrcode>");
    CHECK(visit.answer(1, "y").error().kind == ErrorKind::InvalidInput);
    CHECK(visit.response(false).answers == Answers{{"a", "x"}});
}

TEST_CASE("a visit begins on the first page that has something to show") {
    const auto form =
        form_of("", text_question("a", R"(,"relevant":"${b} != ''")") + "," + text_question("b"),
            page_of("a") + "," + page_of("b"));
    Visit visit(form, {});
    CHECK(visit.page().name == "b");
    CHECK(visit.is_first_page());
    REQUIRE(visit.answer(1, "x"));
    CHECK_FALSE(visit.is_first_page());
    CHECK(visit.back());
}

TEST_CASE("no visit grows over the row that has to hold it") {
    std::string questions;
    std::string pages;
    for (int index = 0; index < 8; ++index) {
        const std::string name = "q" + std::to_string(index);
        questions += (index == 0 ? "" : ",") + text_question(name);
        pages += (index == 0 ? "" : ",") + page_of(name);
    }
    Visit visit(form_of("", questions, pages), {});
    const std::string quotes(form::text_answer_bytes_max, '"');  // two bytes each in JSON
    REQUIRE(visit.answer(0, quotes));
    const Result<void> second = visit.answer(1, quotes);
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error().context == "question q1: the response is full");
    REQUIRE(visit.answer(1, std::string(2000, 'x')));
    while (visit.next()) {
    }
    CHECK(encode_response(visit.response(false)).size() <= form::response_bytes_max);
    CHECK(visit.answer(1, std::string(form::text_answer_bytes_max + 1, 'x')).error().kind ==
          ErrorKind::InvalidInput);
}

TEST_CASE("an answer reaches a chain of a hundred dependent questions and no further") {
    std::string questions = text_question("q0");
    std::string pages = page_of("q0");
    for (int index = 1; index < 100; ++index) {
        const std::string before = "q" + std::to_string(index - 1);
        const std::string name = "q" + std::to_string(index);
        questions += "," + text_question(name,
                               R"(,"relevant":"${)" + before + R"(} != '' or ${q0} = 'all'")");
        pages += "," + page_of(name);
    }
    Visit visit(form_of("", questions, pages), {});
    CHECK(visit.pages_left() == 0);
    REQUIRE(visit.answer(0, "all"));
    CHECK(visit.pages_left() == 99);
    REQUIRE(visit.answer(0, "none"));
    CHECK(visit.pages_left() == 1);  // q1 follows q0's answer, q2 waits for q1's
}

TEST_CASE("paths, groups and dates work in a form as they do in ODK") {
    const auto form = form_of("",
        text_question("a", R"(,"group":"g")") + "," + text_question("b", R"(,"group":"g")") +
            R"x(,{"name":"all","kind":"calculate","calculation":"join('+', /data/g/*)"})x"
            R"x(,{"name":"given","kind":"calculate","calculation":"count-non-empty(../g/*[. != 'no'])"})x"
            R"x(,{"name":"first","kind":"calculate","calculation":"once(${a})"})x"
            R"x(,{"name":"due","kind":"calculate","calculation":"date(decimal-date-time(${b}) + 7)"})x",
        R"({"name":"g","kind":"field-list","title":{"ru":"Группа"},"questions":["a","b"]})",
        R"({"name":"g"})");
    Visit visit(form, {});
    CHECK(visit.value(2) == "+");
    CHECK(visit.value(3) == "0");
    REQUIRE(visit.answer(0, "no"));
    REQUIRE(visit.answer(1, "2026-02-25"));
    CHECK(visit.value(2) == "no+2026-02-25");
    CHECK(visit.value(3) == "1");
    CHECK(visit.value(5) == "2026-03-04");
    REQUIRE(visit.answer(0, "yes"));
    CHECK(visit.value(4) == "no");  // kept from the first answer
}

TEST_CASE("an irrelevant answer is a node without text") {
    const auto form = form_of("",
        text_question("a") + "," + text_question("b", R"(,"relevant":"${a} != 'hide'")") +
            R"x(,{"name":"seen","kind":"calculate","calculation":"concat(count(/data/b), count-non-empty(/data/b))"})x",
        page_of("a") + "," + page_of("b"));
    Visit visit(form, {});
    REQUIRE(visit.answer(1, "text"));
    CHECK(visit.value(2) == "11");
    REQUIRE(visit.answer(0, "hide"));
    CHECK(visit.value(2) == "10");
    REQUIRE(visit.answer(0, "show"));
    CHECK(visit.value(2) == "11");
}

TEST_CASE("no time finer than the day reaches a stored value") {
    const auto form = form_of("",
        text_question("a") +
            R"x(,{"name":"now","kind":"calculate","calculation":"now()"})x"
            R"x(,{"name":"today","kind":"calculate","calculation":"today()"})x"
            R"x(,{"name":"time","kind":"calculate","calculation":"format-date-time(now(), '%d %H:%M:%S.%3')"})x",
        page_of("a"));
    const Visit visit(form, {.channel = "kiosk", .place = "p", .day = "2026-11-22"});
    CHECK(visit.value(1) == "2026-11-22");
    CHECK(visit.value(2) == "2026-11-22");
    CHECK(visit.value(3) == "22 00:00:00.000");
    const Visit without_clock(form, {});
    CHECK(without_clock.value(1).empty());
    CHECK(without_clock.value(3).empty());
}

TEST_CASE("a filter sees the choice, the answers and its own question") {
    const auto form = form_of(R"({"name":"towns","choices":[)"
                              R"({"name":"x","label":{"ru":"Икс"},"columns":{"region":"1"}},)"
                              R"({"name":"y","label":{"ru":"Игрек"},"columns":{"region":"2"}}]})",
        text_question("region") +
            R"x(,{"name":"town","kind":"select_one","list":"towns","label":{"ru":"?"},"choice_filter":"region = current()/../region or position() > count(/data/region[. = '']) + 1"})x"
            R"x(,{"name":"label","kind":"calculate","calculation":"jr:choice-name(${town}, '${town}')"})x"
            R"x(,{"name":"other","kind":"calculate","calculation":"instance('towns')/root/item[name != ${town}]/label"})x",
        page_of("region") + "," + page_of("town"));
    Visit visit(form, {});
    CHECK(visit.offered(1).empty());
    REQUIRE(visit.answer(0, "1"));
    CHECK(visit.offered(1).size() == 2);
    REQUIRE(visit.answer(1, "x"));
    CHECK(visit.value(2) == "Икс");
    CHECK(visit.value(3) == "Игрек");
}

TEST_CASE("chance in a condition is the visit's seed and the same at each look") {
    const auto form = form_of("",
        text_question("a") + "," + text_question("b", R"x(,"relevant":"random() < 0.5")x"),
        page_of("a") + "," + page_of("b"));
    int shown = 0;
    for (std::int64_t seed = 1; seed <= 200; ++seed) {
        const auto is_shown = [&] {
            return Visit(form, {.channel = "", .place = "", .day = "", .seed = seed * 10'000'000})
                .is_relevant(1);
        };
        CHECK(is_shown() == is_shown());
        if (is_shown()) ++shown;
    }
    CHECK(shown > 60);
    CHECK(shown < 140);
}

TEST_CASE("expressions name months in the visit's language, else in the form's") {
    const auto form = form_of("",
        text_question("a") +
            R"x(,{"name":"month","kind":"calculate","calculation":"format-date('2026-03-01', '%b')"})x",
        page_of("a"));
    CHECK(Visit(form, {}).value(1) == "мар");
    CHECK(Visit(form, {.place = {}, .language = "en"}).value(1) == "Mar");
}

namespace {

/// q0 and as many questions whose conditions take the longer, the longer the answer to q0 is.
std::shared_ptr<const form::Form> slow_form(int count, const std::string& condition) {
    std::string questions = text_question("q0");
    std::string pages = page_of("q0");
    for (int index = 1; index <= count; ++index) {
        const std::string name = "q" + std::to_string(index);
        questions += "," + text_question(name, R"x(,"relevant":")x" + condition + "\"");
        pages += "," + page_of(name);
    }
    return form_of("", questions, pages);
}

}  // namespace

TEST_CASE("what an answer's steps do not suffice for has no value, and comes back with a shorter one") {
    const auto form = slow_form(40,
        "count(/data/*[string-length(concat(${q0}, ${q0}, ${q0}, ${q0})) > 5]) > 0");
    Visit visit(form, {});
    REQUIRE(visit.answer(0, "some"));
    CHECK(visit.is_relevant(1));
    CHECK(visit.is_relevant(40));
    const std::string longest(2000, 'x');
    REQUIRE(visit.answer(0, longest));
    CHECK(visit.value(0) == longest);
    // The first ones are within the budget of this answer, the last ones are not.
    CHECK(visit.is_relevant(1));
    CHECK_FALSE(visit.is_relevant(40));
    CHECK(visit.next());
    CHECK(visit.page().name == "q1");
    // One budget an answer: nothing is left over from the last one, or missing.
    REQUIRE(visit.answer(0, "some"));
    CHECK(visit.is_relevant(40));
}

TEST_CASE("copies of a visit share the choices that no answer changes") {
    const auto form = form_of(two_choices,
        text_question("a") + R"(,{"name":"one","kind":"select_one","list":"ab","label":{"ru":"?"}})"
                             R"(,{"name":"mixed","kind":"select_one","list":"ab","label":{"ru":"?"},"randomize":true})"
                             R"(,{"name":"some","kind":"select_one","list":"ab","label":{"ru":"?"},"choice_filter":"name != ${a}"})",
        page_of("a") + "," + page_of("one") + "," + page_of("mixed") + "," + page_of("some"));
    Visit visit(form, {});
    Visit copy = visit;
    REQUIRE(copy.answer(0, "c"));
    for (const std::size_t question : {1U, 2U, 3U}) {
        CHECK(&copy.offered(question) == &visit.offered(question));
        CHECK(copy.offered(question).size() == 2);
    }
    REQUIRE(copy.answer(0, "a"));
    CHECK(copy.offered(3).size() == 1);
    CHECK(visit.offered(3).size() == 2);
}
