#include "core/form/walk/walk.h"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "core/form/walk/candidates.h"
#include "tests/core/form/sample_form.h"

using namespace otk;
using form::Walk;

namespace {

constexpr const char* yes_no =
    R"({"name":"yn","choices":[{"name":"yes","label":{"ru":"Да"}},{"name":"no","label":{"ru":"Нет"}}]})";

std::string question(
    const std::string& name, const std::string& kind, const std::string& more = "") {
    return R"({"name":")" + name + R"(","kind":")" + kind + R"(","label":{"ru":"Вопрос"})" +
           (more.empty() ? "" : "," + more) + "}";
}

std::string page(const std::string& name, const std::string& questions = "") {
    return R"({"name":")" + name + R"(","kind":")" + (questions.empty() ? "single" : "field-list") +
           R"(","questions":[)" + (questions.empty() ? '"' + name + '"' : questions) + "]}";
}

std::string joined(const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts)
        all += (all.empty() ? "" : ",") + part;
    return all;
}

/// Each question on a page of its own, named q1, q2 …
std::shared_ptr<const form::Form> form_with(
    const std::vector<std::string>& questions, const std::vector<std::string>& names) {
    std::vector<std::string> pages;
    for (const std::string& name : names)
        pages.push_back(page(name));
    return test::form_of(yes_no, joined(questions), joined(pages));
}

std::vector<std::string> sequences(const form::Form& form, const Walk& walk) {
    std::vector<std::string> all;
    for (const form::Route& route : walk.routes) {
        std::string names;
        for (const std::size_t index : route.pages)
            names += form.pages[index].name + " ";
        all.push_back(names + std::to_string(static_cast<long>(route.combinations)));
    }
    std::sort(all.begin(), all.end());
    return all;
}

const std::string choosing = R"("list":"yn")";
const std::string required = R"json("required":"true()")json";

}  // namespace

TEST_CASE("a walk tells each sequence of pages with its combinations and an example") {
    const auto form = form_with(
        {question("first", "select_one", choosing + "," + required),
            question("why", "text", R"("relevant":"${first} = 'no'")"), question("last", "text")},
        {"first", "why", "last"});
    const Walk walk = form::walk(form, {});
    CHECK(walk.is_complete);
    CHECK(walk.combinations == 2);
    CHECK(sequences(*form, walk) == std::vector<std::string>{"first last 1", "first why last 1"});
    for (const form::Route& route : walk.routes) {
        const std::string wanted = route.pages.size() == 3 ? "no" : "yes";
        CHECK(route.example == form::Answers{{0, wanted}});
        CHECK_FALSE(route.is_dead_end);
    }
    CHECK(walk.dead_ends.empty());
    CHECK(walk.questions[1].was_relevant);
    CHECK(walk.questions[1].was_irrelevant);
    CHECK_FALSE(walk.questions[2].was_irrelevant);
}

TEST_CASE("questions that are forgotten are walked once, however many combinations there are") {
    std::vector<std::string> questions;
    std::vector<std::string> names;
    for (int number = 0; number < 40; ++number) {
        const std::string name = "q" + std::to_string(number);
        questions.push_back(question(name, "select_one", choosing));
        questions.push_back(
            question("why" + name, "text", R"("relevant":"${)" + name + R"(} = 'no'")"));
        names.push_back(name);
        names.push_back("why" + name);
    }
    const auto form = form_with(questions, names);
    const Walk walk = form::walk(form, {.routes_max = 100});
    CHECK(walk.is_complete);
    // Each of the 40 questions: no answer, yes or no.
    CHECK(walk.combinations == Approx(std::pow(3.0, 40)));
    CHECK(walk.tries < 40 * 20);
    CHECK(walk.routes_cut);
    CHECK(walk.routes.size() == 100);
    for (const form::QuestionSeen& seen : walk.questions)
        CHECK(seen.was_relevant);
}

TEST_CASE("a walk sees what nobody can see and what always is seen") {
    const auto form =
        form_with({question("first", "select_one", choosing),
                      question("never", "text", R"("relevant":"${first} = 'perhaps'")"),
                      question("always", "text", R"("relevant":"${first} != 'perhaps'")")},
            {"first", "never", "always"});
    const Walk walk = form::walk(form, {});
    CHECK_FALSE(walk.questions[1].was_relevant);
    CHECK(walk.questions[2].was_relevant);
    CHECK_FALSE(walk.questions[2].was_irrelevant);
}

TEST_CASE("a walk finds values on both sides of what an expression says") {
    const auto form = form_with(
        {question("age", "integer"), question("adult", "text", R"("relevant":"${age} > 17")"),
            question("text", "text"),
            question("long", "text", R"("relevant":"string-length(${text}) >= 20")"),
            question("day", "date"),
            question("later", "text", R"("relevant":"${day} = '2026-03-01'")"),
            question("grade", "range", R"("range":{"start":0,"end":100,"step":1})"),
            question("high", "text", R"("relevant":"${grade} >= 90")"), question("end", "text")},
        {"age", "adult", "text", "long", "day", "later", "grade", "high", "end"});
    const Walk walk = form::walk(form, {});
    CHECK(walk.is_complete);
    for (const std::size_t index : {1U, 3U, 5U, 7U}) {
        INFO(form->questions[index].name);
        CHECK(walk.questions[index].was_relevant);
        CHECK(walk.questions[index].was_irrelevant);
    }
}

TEST_CASE("a walk looks through calculations") {
    const auto form = test::form_of(yes_no,
        joined({question("a", "integer"), question("b", "integer"),
            R"json({"name":"sum","kind":"calculate","calculation":"${a} + ${b}"})json",
            question("high", "text", R"("relevant":"${sum} > 40")")}),
        joined({page("a"), page("b"), page("high")}));
    const Walk walk = form::walk(form, {});
    CHECK(walk.questions[3].was_relevant);
    CHECK(walk.questions[3].was_irrelevant);
}

TEST_CASE("a walk tells apart what is read by a path as what is read by a name") {
    // The same questions three times: asked for by name, by a path from here and from the root.
    const std::string group = R"({"name":"g"})";
    const auto walked = [&](const std::string& mark, const std::string& age) {
        const auto form = test::form_of(yes_no,
            joined({question("mark", "select_one", choosing + R"(,"group":"g")"),
                question("why", "text", R"("group":"g","relevant":")" + mark + R"( = 'no'")"),
                question("age", "integer", R"("group":"g")"),
                question("adult", "text", R"("group":"g","relevant":"17 < )" + age + R"(")"),
                question("end", "text")}),
            joined({page("mark"), page("why"), page("age"), page("adult"), page("end")}), group);
        const Walk walk = form::walk(form, {});
        CHECK(walk.is_complete);
        return sequences(*form, walk);
    };
    const std::vector<std::string> by_name = walked("${mark}", "${age}");
    REQUIRE(by_name.size() == 4);
    CHECK(walked("../mark", "../age") == by_name);
    CHECK(walked("/data/g/mark", "/data/g/age") == by_name);
    CHECK(walked("current()/../mark", "../mark/following-sibling::age") == by_name);
    CHECK(walked("/data/g/mark[. != 'yes']", "/data/g/age[. > 0]").size() == 4);
}

TEST_CASE("a walk sees that a group's path reads every answer in it") {
    const auto form = test::form_of(yes_no,
        joined({question("a", "select_one", choosing + R"(,"group":"g")"),
            question("b", "select_one", choosing + R"(,"group":"g")"),
            question("both", "text", R"json("relevant":"count(/data/g/*[. = 'yes']) = 2")json")}),
        joined({page("a"), page("b"), page("both")}), R"({"name":"g"})");
    const Walk walk = form::walk(form, {});
    CHECK(walk.questions[2].was_relevant);
    CHECK(walk.questions[2].was_irrelevant);
    CHECK(sequences(*form, walk) == std::vector<std::string>{"a b 8", "a b both 1"});
}

TEST_CASE("a filter that reads an answer by a path is walked with each of them") {
    const std::string lists =
        std::string(yes_no) +
        R"(,{"name":"l","choices":[{"name":"x","label":{"ru":"А"},"columns":{"of":"yes"}},)"
        R"({"name":"y","label":{"ru":"Б"},"columns":{"of":"no"}}]})";
    const auto form = test::form_of(lists,
        joined({question("first", "select_one", choosing + "," + required),
            question(
                "next", "select_one", R"("list":"l","choice_filter":"of = current()/../first")")}),
        joined({page("first"), page("next")}));
    const Walk walk = form::walk(form, {});
    CHECK(walk.questions[1].was_offered == std::vector<bool>{true, true});
    CHECK_FALSE(walk.questions[1].had_no_choice);
}

TEST_CASE("choices that a constraint tells apart are each tried, however it names the answer") {
    const std::string list =
        R"({"name":"l","choices":[{"name":"1","label":{"ru":"А"}},{"name":"2","label":{"ru":"Б"}},)"
        R"({"name":"3","label":{"ru":"В"}}]})";
    for (const std::string answer : {".", "${mark}", "../mark", "/data/mark"}) {
        INFO(answer);
        const auto form = test::form_of(list,
            joined({question("mark", "select_one",
                        R"("list":"l",)" + required + R"(,"constraint":")" + answer + R"( > 2")"),
                question("end", "text")}),
            joined({page("mark"), page("end")}));
        const Walk walk = form::walk(form, {});
        CHECK(walk.dead_ends.empty());
        CHECK(walk.combinations == 1);
        REQUIRE(walk.routes.size() == 1);
        CHECK(walk.routes[0].example == form::Answers{{0, "3"}});
    }
}

TEST_CASE("several choices are combined as far as expressions name them") {
    const std::string list =
        R"({"name":"l","choices":[{"name":"a","label":{"ru":"А"}},{"name":"b","label":{"ru":"Б"}},)"
        R"({"name":"c","label":{"ru":"В"}},{"name":"d","label":{"ru":"Г"}}]})";
    const auto form = test::form_of(list,
        joined({question("several", "select_multiple", R"("list":"l")"),
            question("both", "text",
                R"json("relevant":"selected(${several}, 'a') and selected(${several}, 'b')")json"),
            question("four", "text", R"json("relevant":"count-selected(${several}) > 3")json")}),
        joined({page("several"), page("both"), page("four")}));
    const form::Visit visit(form, {.place = {}});
    const form::FormReads reads(*form, form::FormInstance(*form));
    const auto constants = form::walk_parts::constants_around(*form, reads, 0);
    std::vector<std::string> values;
    for (const auto& candidate : form::walk_parts::candidates(visit, 0, constants)) {
        values.push_back(candidate.value);
    }
    // a and b are named; of the others one and two are counted.
    CHECK(values == std::vector<std::string>{"", "c", "c d", "a", "a c", "a c d", "b", "b c",
                        "b c d", "a b", "a b c", "a b c d"});
    const Walk walk = form::walk(form, {});
    CHECK(sequences(*form, walk) ==
          std::vector<std::string>{"several 9", "several both 2", "several both four 1"});
}

TEST_CASE("a required question without a choice is a proven dead end with what leads there") {
    const std::string lists =
        std::string(yes_no) +
        R"(,{"name":"l","choices":[{"name":"x","label":{"ru":"А"},"columns":{"of":"yes"}}]})";
    const auto form = test::form_of(lists,
        joined({question("first", "select_one", choosing + "," + required),
            question("next", "select_one",
                R"("list":"l",)" + required + R"(,"choice_filter":"of = ${first}")"),
            question("last", "text")}),
        joined({page("first"), page("next"), page("last")}));
    const Walk walk = form::walk(form, {});
    REQUIRE(walk.dead_ends.size() == 1);
    CHECK(walk.dead_ends[0].page == 1);
    CHECK(walk.dead_ends[0].is_proven);
    CHECK(walk.dead_ends[0].example == form::Answers{{0, "no"}});
    REQUIRE(walk.dead_ends[0].problems.size() == 1);
    CHECK(walk.dead_ends[0].problems[0].question == 1);
    CHECK(walk.questions[1].had_no_choice);
    CHECK(sequences(*form, walk) == std::vector<std::string>{"first next 1", "first next last 1"});
}

TEST_CASE("a constraint that no tried text satisfies is told, and the walk goes on behind it") {
    const auto form = form_with(
        {question("code", "text",
             required + R"json(,"constraint":"starts-with(., 'a') and ends-with(., 'z')")json"),
            question("mark", "select_one", choosing),
            question("why", "text", R"("relevant":"${mark} = 'no'")")},
        {"code", "mark", "why"});
    const auto is_told = [&](const Walk& walk) {
        CHECK(walk.questions[1].was_relevant);
        CHECK(walk.questions[2].was_relevant);
        CHECK(walk.questions[2].was_irrelevant);
        for (const form::Route& route : walk.routes)
            CHECK_FALSE(route.is_dead_end);
    };
    const Walk walk = form::walk(form, {});
    REQUIRE(walk.dead_ends.size() == 1);
    CHECK_FALSE(walk.dead_ends[0].is_proven);
    is_told(walk);
    // The same where it is sampled.
    is_told(form::walk(form, {.tries_max = 1, .sample_max = 50}));
}

TEST_CASE("every channel is walked where a form tells them apart") {
    const auto form = test::form_of(yes_no,
        joined(
            {R"({"name":"channel","kind":"hidden","from":"channel"})", question("always", "text"),
                question("web", "text", R"("relevant":"${channel} != 'kiosk'")")}),
        joined({page("always"), page("web")}));
    const Walk walk = form::walk(form, {});
    CHECK(sequences(*form, walk) == std::vector<std::string>{"always 1", "always web 4"});
}

namespace {

/// Of a question that is asked under this condition; the visit's program fills day and place.
form::QuestionSeen seen_under(const std::string& condition) {
    const auto form = test::form_of("",
        joined({R"({"name":"day","kind":"hidden","from":"day"})",
            R"({"name":"place","kind":"hidden","from":"place"})", question("always", "text"),
            question("asked", "text", R"("relevant":")" + condition + '"')}),
        joined({page("always"), page("asked")}));
    const Walk walk = form::walk(form, {.day = "2026-11-27"});
    CHECK(walk.is_complete);
    return walk.questions[3];
}

}  // namespace

TEST_CASE("a form is walked on the days that it names and on those beside them") {
    for (const char* condition : {"today() > date('2027-01-01')", "today() = '2026-12-31'",
             "today() > date('2026-12-31') and today() < date('2027-02-01')",
             "${day} > date('2027-01-01')", "${day} < date('2027-01-01')"}) {
        INFO(condition);
        const form::QuestionSeen seen = seen_under(condition);
        CHECK(seen.was_relevant);
        CHECK(seen.was_irrelevant);
    }
}

TEST_CASE("of what the day, the place or chance decides nothing is said for sure") {
    for (const char* condition : {"format-date(today(), '%e') = '31'", "random() > 1",
             "format-date(${day}, '%e') = '31'", "string-length(${place}) > 30"}) {
        INFO(condition);
        const form::QuestionSeen seen = seen_under(condition);
        CHECK_FALSE(seen.was_relevant);
        CHECK_FALSE(seen.is_proven_irrelevant);
        CHECK(seen.is_open);
    }
    CHECK(seen_under("random() >= 0").is_open);
    CHECK_FALSE(seen_under("1 = 2").is_open);
    CHECK(seen_under("1 = 2").is_proven_irrelevant);
    CHECK(seen_under("${place} = 'a' and ${place} = 'b'").is_proven_irrelevant);
}

TEST_CASE("a form is walked in a place that no expression names, too") {
    CHECK(seen_under("${place} != ''").was_relevant);
    CHECK(seen_under("${place} != 'hall'").was_relevant);
    CHECK(seen_under("${place} = 'hall'").was_relevant);
}

TEST_CASE("days are tried as far from the visit's as expressions count") {
    const auto form = test::form_of("",
        joined({question("day", "date", R"json("constraint":". <= today()")json"),
            R"json({"name":"ago","kind":"calculate","calculation":"today() - ${day}"})json",
            question("recent", "text", R"("relevant":"${ago} > 0 and ${ago} < 30")"),
            question("long", "text", R"("relevant":"${ago} > 30")")}),
        joined({page("day"), page("recent"), page("long")}));
    const Walk walk = form::walk(form, {});
    CHECK(walk.questions[2].was_relevant);
    CHECK(walk.questions[3].was_relevant);
    CHECK(walk.questions[3].was_irrelevant);
}

TEST_CASE("what nobody saw is proven only where every value was told apart") {
    const auto form = form_with(
        {question("mark", "select_one", choosing), question("age", "integer"),
            question("code", "text"), question("a", "text", R"("relevant":"../mark = 'maybe'")"),
            question("b", "text", R"("relevant":"${age} > 5 and ${age} < 4")"),
            question("c", "text", R"json("relevant":"regex(${code}, '[A-Z]{3}')")json"),
            question("d", "text", R"json("relevant":"${c} = 'x'")json")},
        {"mark", "age", "code", "a", "b", "c", "d"});
    const Walk walk = form::walk(form, {});
    CHECK(walk.is_complete);
    for (const std::size_t index : {3U, 4U, 5U, 6U})
        CHECK_FALSE(walk.questions[index].was_relevant);
    CHECK(walk.questions[3].is_proven_irrelevant);
    CHECK(walk.questions[4].is_proven_irrelevant);
    CHECK_FALSE(walk.questions[5].is_proven_irrelevant);
    CHECK_FALSE(walk.questions[6].is_proven_irrelevant);
}

namespace {

const std::string ab =
    R"({"name":"ab","choices":[{"name":"a","label":{"ru":"А"}},{"name":"b","label":{"ru":"Б"}}]})";

/// The questions on one page, all of them of the form.
Walk walk_of_page(
    const std::string& lists, const std::vector<std::string>& questions, const std::string& names) {
    std::vector<std::string> grouped;
    for (const std::string& one : questions)
        grouped.push_back(one.substr(0, one.size() - 1) + R"(,"group":"g"})");
    return form::walk(
        test::form_of(lists, joined(grouped), page("g", names), R"({"name":"g"})"), {});
}

/// A first question `q` and one behind it a condition, c0, c1 …
Walk walk_behind(const std::string& lists, const std::string& kind, const std::string& more,
    const std::vector<std::string>& conditions) {
    std::vector<std::string> questions{question("q", kind, more)};
    std::vector<std::string> pages{page("q")};
    for (std::size_t index = 0; index < conditions.size(); ++index) {
        const std::string name = "c" + std::to_string(index);
        questions.push_back(question(name, "text", R"("relevant":")" + conditions[index] + '"'));
        pages.push_back(page(name));
    }
    return form::walk(test::form_of(lists, joined(questions), joined(pages)), {});
}

}  // namespace

TEST_CASE("what some visitor can answer is found, with whatever it is compared") {
    struct Asked {
        std::string kind;
        std::string more;
        std::vector<std::string> conditions;
    };
    for (const Asked& asked : {
             Asked{"text", "",
                 {"${q} > 2", "${q} >= '7'", "5 < ${q}", "${q} < -4", "${q} > 2 and ${q} < 2.5",
                     "${q} + 1 > 3", "${q} != 'а' and ${q} != ''", "${q} > '2026-05-01'"}},
             Asked{"integer", "", {"${q} > '17'", "${q} > 2.5 and ${q} < 3.5", "${q} < -0.5"}},
             Asked{"decimal", "", {"${q} > 2 and ${q} < 2.4", "${q} > '2.4' and ${q} < 2.41"}},
             Asked{"range", R"("range":{"start":0,"end":1,"step":0.1})", {"${q} = 0.3"}},
             Asked{"range", R"("range":{"start":0,"end":500,"step":5})",
                 {"${q} > 102 and ${q} < 107", "${q} = 110", "${q} > 113 and ${q} < 117"}},
             Asked{"date", "", {"${q} < 100", "${q} > 25000.5", "${q} < '1950-06-01'",
                                   "${q} > '2026-01-05' and ${q} < '2026-01-07'"}},
             Asked{"select_multiple", R"("list":"ab")",
                 {"${q} = 'a b'", "count-selected(${q}) = 1", "${q} = 'b'"}},
             Asked{"rank", R"("list":"ab")",
                 {"${q} = 'b a'", "${q} != '' and not(selected(${q}, 'a'))",
                     "count-selected(${q}) = 1"}},
         }) {
        const Walk walk = walk_behind(ab, asked.kind, asked.more, asked.conditions);
        for (std::size_t index = 0; index < asked.conditions.size(); ++index) {
            INFO(asked.kind << " " << asked.conditions[index]);
            CHECK(walk.questions[index + 1].was_relevant);
        }
    }
}

TEST_CASE("what no visitor can answer is proven of choices, and of numbers beside constants") {
    struct Asked {
        std::string kind;
        std::string more;
        std::vector<std::string> conditions;
    };
    for (const Asked& asked : {
             Asked{"select_multiple", R"("list":"ab")",
                 {"count-selected(${q}) = 3", "selected(${q}, 'x')", "${q} = 'b a'",
                     "string-length(${q}) = 2"}},
             Asked{"rank", R"("list":"ab")",
                 {"count-selected(${q}) = 3", "selected-at(${q}, 0) = selected-at(${q}, 1) and "
                                              "${q} != ''"}},
             Asked{"text", "", {"${q} > 2 and ${q} < 1"}},
             Asked{"integer", "", {"${q} > 5 and ${q} < 6", "${q} = 5.5"}},
             Asked{"date", "", {"${q} > '2026-01-05' and ${q} < '2026-01-06'"}},
             Asked{"range", R"("range":{"start":0,"end":10,"step":1})", {"${q} mod 4 = 5"}},
         }) {
        const Walk walk = walk_behind(ab, asked.kind, asked.more, asked.conditions);
        for (std::size_t index = 0; index < asked.conditions.size(); ++index) {
            INFO(asked.kind << " " << asked.conditions[index]);
            CHECK(walk.questions[index + 1].is_proven_irrelevant);
        }
    }
    // Nobody was seen here, but somebody may come.
    for (const std::string condition :
        {"selected(${q}, 'x') and selected(${q}, 'y')", "${q} = 3 and ${q} != '3'"}) {
        INFO(condition);
        CHECK_FALSE(walk_behind(ab, "text", "", {condition}).questions[1].is_proven_irrelevant);
    }
}

TEST_CASE("what one condition asks makes nothing that another cannot be less certain") {
    const std::string never = "${q} > 5 and ${q} < 6";
    const auto is_proven = [&](const std::string& more, const std::vector<std::string>& others) {
        std::vector<std::string> conditions{never};
        conditions.insert(conditions.end(), others.begin(), others.end());
        return walk_behind("", "integer", more, conditions).questions[1].is_proven_irrelevant;
    };
    CHECK(is_proven("", {"${q} mod 7 = 3", "${q} * 2 = 14", "string-length(${q}) = 3"}));
    // A constraint that tells more apart may hold with a value that was not tried, only.
    CHECK_FALSE(is_proven(R"("constraint":". mod 7 = 3")", {}));
    // So may one of another question, or one that looks at another only.
    const auto is_proven_beside = [&](const std::string& q, const std::string& r) {
        const auto form = test::form_of("",
            joined({question("q", "integer", R"("group":"g")" + q),
                question("r", "integer", R"("group":"g")" + r),
                question("c", "text", R"("relevant":")" + never + R"(")")}),
            joined({page("g", R"("q","r")"), page("c")}), R"({"name":"g"})");
        return form::walk(form, {}).questions[2].is_proven_irrelevant;
    };
    CHECK(is_proven_beside("", ""));
    CHECK_FALSE(is_proven_beside("", R"(,"constraint":". mod ${q} = 3")"));
    CHECK_FALSE(is_proven_beside(R"(,"constraint":"${r} mod 7 = 3")", ""));
}

TEST_CASE("of many choices not all sets are walked, and nothing is said for sure") {
    std::string choices;
    std::string all;
    for (const std::string name : {"a", "b", "c", "d", "e", "f"}) {
        choices += (choices.empty() ? "" : ",") +
                   (R"({"name":")" + name + R"(","label":{"ru":"А"}})");
        all += (all.empty() ? "" : " and ") + ("selected(${q}, '" + name + "')");
    }
    const std::string list = R"({"name":"l","choices":[)" + choices + "]}";
    const Walk named = walk_behind(list, "select_multiple", R"("list":"l")",
        {all, "selected(${q}, 'a') and selected(${q}, 'c') and not(selected(${q}, 'b'))"});
    CHECK(named.questions[1].was_relevant);
    CHECK_FALSE(named.questions[2].is_proven_irrelevant);
    const Walk counted = walk_behind(list, "select_multiple", R"("list":"l")",
        {"count-selected(${q}) = 4 and not(selected(${q}, 'a'))", "count-selected(${q}) > 6"});
    CHECK(counted.questions[1].was_relevant);
    CHECK(counted.questions[2].is_proven_irrelevant);
}

TEST_CASE("values that a constraint asks for are found beside other answers and in texts") {
    const auto dead_ends = [](const std::vector<std::string>& questions,
                               const std::string& names) {
        return walk_of_page(yes_no, questions, names).dead_ends;
    };
    const std::string two = R"("a","b")";
    for (const char* kind : {"integer", "decimal", "date", "text"}) {
        INFO(kind);
        for (const std::string constraint : {". > ${a}", ". = ${a}"}) {
            INFO(constraint);
            CHECK(dead_ends({question("a", kind, required),
                                question("b", kind,
                                    required + R"(,"constraint":")" + constraint + '"')},
                two).empty());
        }
        CHECK(dead_ends({question("a", kind, required + R"(,"constraint":"${b} > .")"),
                            question("b", kind, required)},
            two).empty());
    }
    for (const std::string constraint : {". > 2", "starts-with(., 'Q') and string-length(.) > 3",
             "ends-with(., 'Яя') and string-length(.) = 5",
             "contains(., '@') and string-length(.) >= 6"}) {
        INFO(constraint);
        CHECK(dead_ends({question("a", "text",
                            required + R"(,"constraint":")" + constraint + '"')},
            R"("a")").empty());
    }
}

TEST_CASE("a dead end is proven by what was tried whole, whatever else stands on the page") {
    const auto dead_end = [](const std::vector<std::string>& questions, const std::string& names) {
        const Walk walk = walk_of_page(ab, questions, names);
        REQUIRE(walk.dead_ends.size() == 1);
        return walk.dead_ends[0];
    };
    const std::string several = R"("list":"ab",)" + required;
    const std::string three =
        question("m", "select_multiple", several + R"(,"constraint":"count-selected(.) = 3")");
    CHECK(dead_end({three}, R"("m")").is_proven);
    // A text that may be wrong, too, makes it no less certain.
    CHECK(dead_end({three, question("t", "text", R"json("constraint":"regex(., '[A-Z]{3}')")json")},
        R"("m","t")").is_proven);
    // Here the right text may be one that was not tried.
    CHECK_FALSE(dead_end({question("t", "text"),
                             question("m", "select_one", several +
                                 R"json(,"constraint":"regex(${t}, '[A-Z]{3}')")json")},
        R"("t","m")").is_proven);
    CHECK(dead_end({question("n", "integer", required + R"(,"constraint":". > 5 and . < 6")")},
        R"("n")").is_proven);
}

TEST_CASE("too many combinations are sampled, and a seed gives the same visits again") {
    std::vector<std::string> questions;
    std::vector<std::string> names;
    std::string all;
    for (int number = 0; number < 12; ++number) {
        const std::string name = "q" + std::to_string(number);
        questions.push_back(question(name, "select_one", choosing));
        names.push_back(name);
        all += (all.empty() ? "" : " and ") + ("${" + name + "} = 'yes'");
    }
    questions.push_back(question("all", "text", R"("relevant":")" + all + R"(")"));
    names.push_back("all");
    const auto form = form_with(questions, names);
    const form::WalkOptions options{.tries_max = 400, .sample_max = 60, .seed = 7};
    const Walk once = form::walk(form, options);
    CHECK_FALSE(once.is_complete);
    CHECK(once.tries == 400);
    CHECK(once.sampled == 60);
    CHECK(once.combinations == 60);
    CHECK(sequences(*form, once) == sequences(*form, form::walk(form, options)));
}

namespace {

std::string list_of(std::size_t count, const std::string& ending) {
    std::vector<std::string> choices;
    for (std::size_t index = 0; index < count; ++index)
        choices.push_back(R"({"name":"c)" + std::to_string(index) + ending + R"(","label":{"ru":"А"}})");
    return R"({"name":"many","choices":[)" + joined(choices) + "]}";
}

}  // namespace

TEST_CASE("of many choices as many are given as a visit has room for") {
    const auto form = test::form_of(list_of(300, std::string(50, 'x')),
        joined({question("order", "rank", R"("list":"many")"),
            question("several", "select_multiple", R"("list":"many")"),
            question("z", "text", R"json("relevant":"selected-at(${order}, 2) = 'a' and ${several} != ''")json")}),
        joined({page("order"), page("several"), page("z")}));
    const form::FormReads reads(*form, form::FormInstance(*form));
    form::Visit visit(form, {});
    for (const std::size_t question : {0U, 1U}) {
        const auto constants = form::walk_parts::constants_around(*form, reads, question);
        std::size_t longest = 0;
        for (const auto& candidate : form::walk_parts::candidates(visit, question, constants)) {
            INFO(candidate.value);
            CHECK(visit.answer(question, candidate.value).has_value());
            longest = std::max(longest, candidate.value.size());
        }
        // Of a ranking that nobody makes no more than its beginning.
        const std::size_t most = question == 0 ? 256 : 2048;
        CHECK(longest > most - 148);
        CHECK(longest <= most);
    }
}

TEST_CASE("states keep at least one way on, and not all of them when they are many") {
    // 2^6 states that are told apart until the end, and 2^6 ways on from the first of them.
    std::vector<std::string> questions;
    std::vector<std::string> names;
    std::string all;
    const auto put = [&](const std::string& name, const std::string& kind, const std::string& more) {
        questions.push_back(question(name, kind, more));
        names.push_back(name);
    };
    for (int index = 0; index < 6; ++index) {
        put("q" + std::to_string(index), "select_one", choosing + "," + required);
        all += (all.empty() ? "" : " and ") + ("${q" + std::to_string(index) + "} = 'yes'");
    }
    for (int index = 0; index < 6; ++index) {
        const std::string name = "a" + std::to_string(index);
        put(name, "select_one", choosing + "," + required);
        put("t" + name, "text", R"("relevant":"${)" + name + R"(} = 'yes'")");
    }
    put("z", "text", R"("relevant":")" + all + '"');
    const auto form = form_with(questions, names);
    const Walk walk = form::walk(form, {.ways_max = 1000});
    CHECK(walk.is_complete);
    CHECK(walk.routes_cut);
    CHECK(walk.combinations == 4096);
    CHECK(walk.dead_ends.empty());
    CHECK_FALSE(walk.routes.empty());
    for (const form::Route& route : walk.routes)
        CHECK_FALSE(route.is_dead_end);
    CHECK(walk.questions.back().was_relevant);
    CHECK_FALSE(form::walk(form, {}).routes_cut);
}

TEST_CASE("a walk ends where it is told to, also among answers that are refused") {
    const auto form = test::form_of(list_of(300, ""),
        joined({question("order", "rank", R"("list":"many")"),
            question("z", "text", R"json("relevant":"selected-at(${order}, 2) = 'a'")json")}),
        joined({page("order"), page("z")}));
    int asked = 0;
    const Walk walk = form::walk(form, {.sample_max = 1, .goes_on = [&asked](const auto& progress) {
        return progress.is_sampling || ++asked < 5;
    }});
    CHECK_FALSE(walk.is_complete);
    CHECK(walk.tries <= 40);
}

TEST_CASE("a walk ends where it is told to") {
    const auto form = form_with({question("first", "select_one", choosing)}, {"first"});
    int asked = 0;
    const Walk walk = form::walk(form, {.goes_on = [&asked](const form::WalkProgress&) {
        ++asked;
        return false;
    }});
    // Once before the first try, once before the first random visit.
    CHECK(asked == 2);
    CHECK_FALSE(walk.is_complete);
    CHECK(walk.tries == 0);
    CHECK(walk.sampled == 0);
}

TEST_CASE("every page of the sample forms is walked to the end") {
    for (const char* name : {"reception", "service", "staff"}) {
        const auto form = test::golden_form(name);
        const Walk walk = form::walk(form, {});
        INFO(name << ": " << walk.tries << " tries, " << walk.combinations << " combinations");
        CHECK(walk.is_complete);
        CHECK(walk.dead_ends.empty());
        for (std::size_t index = 0; index < form->questions.size(); ++index) {
            INFO(form->questions[index].name);
            CHECK(walk.questions[index].was_relevant);
        }
    }
}
