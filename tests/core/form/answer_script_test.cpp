#include "core/form/answer_script.h"

#include <catch2/catch.hpp>

#include "tests/core/form/sample_form.h"

using namespace otk;
using form::AnswerScript;

namespace {

constexpr const char* questions = R"json(
{"name":"channel","kind":"hidden","from":"channel"},
{"name":"welcome","kind":"note","group":"first","label":{"ru":"Здравствуйте"}},
{"name":"mark","kind":"integer","group":"first","label":{"ru":"Оценка"},"required":"true()",
 "required_message":{"ru":"Поставьте оценку"},"constraint":". <= 5"},
{"name":"why","kind":"text","label":{"ru":"Почему?"},"relevant":"${mark} <= 3",
 "constraint":"string-length(.) < 5","constraint_message":{"ru":"Короче, пожалуйста"}},
{"name":"twice","kind":"calculate","calculation":"${mark} * 2"})json";

constexpr const char* pages =
    R"({"name":"first","kind":"field-list","questions":["welcome","mark"]},
{"name":"why","kind":"single","questions":["why"]})";

AnswerScript script() {
    return {test::form_of("", questions, pages, R"({"name":"first"})"),
        {.channel = "web", .place = {}, .day = "2026-11-22"}, "ru"};
}

std::string first_error(const std::string& state) {
    const Json json = Json::parse(state).value();
    const Json::Array& errors = *json.array_at("errors").value();
    return errors.empty() ? std::string() : *errors.front().if_string();
}

}  // namespace

TEST_CASE("a script tells after each command what is seen, what is known and what was wrong") {
    AnswerScript visit = script();
    CHECK(visit.play(R"({"next":true})") ==
          R"({"page":["welcome","mark"],"values":{"channel":"web"},)"
          R"("errors":["question mark: required: Поставьте оценку"],"finished":false})");
    CHECK(visit.play(R"({"answer":["mark","2"]})") ==
          R"({"page":["welcome","mark"],"values":{"channel":"web","mark":"2","twice":"4"},)"
          R"("errors":[],"finished":false})");
    CHECK(visit.play(R"({"next":true})") ==
          R"({"page":["why"],"values":{"channel":"web","mark":"2","twice":"4"},)"
          R"("errors":[],"finished":false})");
    CHECK(visit.play(R"({"next":true})") ==
          R"({"page":[],"values":{"channel":"web","mark":"2","twice":"4"},)"
          R"("errors":[],"finished":true})");
}

TEST_CASE(
    "a script's answer may go to any page, and an irrelevant value is seen when it comes back") {
    AnswerScript visit = script();
    CHECK(visit.play(R"({"answer":["why","долго"]})") ==
          R"({"page":["welcome","mark"],"values":{"channel":"web"},"errors":[],"finished":false})");
    CHECK(visit.play(R"({"answer":["mark",1]})") ==
          R"({"page":["welcome","mark"],"values":{"channel":"web","mark":"1","why":"долго",)"
          R"("twice":"2"},"errors":[],"finished":false})");
    CHECK(first_error(visit.play(R"({"answer":["mark",""]})")).empty());
}

TEST_CASE("a script is told of a refused answer, and of one against its constraint") {
    AnswerScript visit = script();
    const std::string refused = visit.play(R"({"answer":["mark","many"]})");
    CHECK(first_error(refused) == "question mark: not a whole number");
    CHECK(refused.find(R"("mark":)") == std::string::npos);

    const std::string above = visit.play(R"({"answer":["mark","6"]})");
    CHECK(first_error(above) == "question mark: constraint: . <= 5");
    CHECK(above.find(R"("mark":"6")") != std::string::npos);
    CHECK(first_error(visit.play(R"({"next":true})")) == "question mark: constraint: . <= 5");

    CHECK(first_error(visit.play(R"({"answer":["mark","3"]})")).empty());
    CHECK(first_error(visit.play(R"({"answer":["why","слишком длинно"]})")) ==
          "question why: constraint: Короче, пожалуйста");
    CHECK(first_error(visit.play(R"({"answer":["welcome","да"]})")) ==
          "question welcome: takes no answer");
    CHECK(first_error(visit.play(R"({"answer":["nobody","1"]})")) ==
          "question nobody: the form has no such question");
}

TEST_CASE("a finished script takes nothing but back, which leads to the last page") {
    AnswerScript visit = script();
    visit.play(R"({"answer":["mark","5"]})");
    REQUIRE(Json::parse(visit.play(R"({"next":true})")).value().bool_at("finished").value());
    CHECK_FALSE(first_error(visit.play(R"({"answer":["mark","1"]})")).empty());
    CHECK_FALSE(first_error(visit.play(R"({"next":true})")).empty());
    CHECK(visit.play(R"({"back":true})") ==
          R"({"page":["welcome","mark"],"values":{"channel":"web","mark":"5","twice":"10"},)"
          R"("errors":[],"finished":false})");
    CHECK(first_error(visit.play(R"({"back":true})")) == "this is the first page");
}

TEST_CASE("a line that is no command changes nothing and says what is expected") {
    AnswerScript visit = script();
    const std::string before = visit.play(R"({"answer":["mark","2"]})");
    for (const std::string line :
        {"", "nothing", "[]", "{}", R"({"next":false})", R"({"next":1})", R"({"jump":true})",
            R"({"answer":"mark"})", R"({"answer":["mark"]})", R"({"answer":["mark","2","3"]})",
            R"({"answer":[1,"2"]})", R"({"answer":["mark",true]})", R"({"next":true,"back":true})",
            "{\"answer\":[\"mark\",\"\xFF\"]}"}) {
        INFO(line);
        const Json state = Json::parse(visit.play(line)).value();
        CHECK(state.array_at("errors").value()->size() == 1);
        CHECK(*state.find("values") == *Json::parse(before).value().find("values"));
        CHECK(*state.find("page") == *Json::parse(before).value().find("page"));
    }
    CHECK_FALSE(
        first_error(visit.play(std::string(AnswerScript::line_bytes_max + 1, ' '))).empty());
    CHECK(first_error(visit.refuse_long_line()) == "a line has at most 16384 bytes");
}
