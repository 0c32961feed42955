#include "core/base/json.h"

#include <catch2/catch.hpp>

using namespace otk;

TEST_CASE("a JSON value goes there and back, members in their order") {
    const std::string text = R"({"б":[1,-2.5,true,null,"\n"],"а":{}})";
    CHECK(Json::parse(text).value().dump() == text);
}

TEST_CASE("hostile JSON is refused with its place and without its text") {
    CHECK(Json::parse("").error().kind == ErrorKind::InvalidInput);
    CHECK(Json::parse("{\n \"a\": secret}").error().context.find("line 2") != std::string::npos);
    CHECK(Json::parse("{\n \"a\": secret}").error().context.find("secret") == std::string::npos);
    CHECK(Json::parse(R"({"a":1,"a":2})").error().context == "a member's name is repeated");
    CHECK(Json::parse(std::string(40, '[')).error().context == "nested too deeply");
    CHECK(Json::parse("\"\xff\"").error().context == "not UTF-8");
    CHECK(Json::parse("1e999").error().kind == ErrorKind::InvalidInput);
    CHECK(Json::parse("18446744073709551615").error().kind == ErrorKind::InvalidInput);
    CHECK(Json::parse("[1] 2").error().kind == ErrorKind::InvalidInput);
    // A text may hold NUL, and the library would take it for the end.
    CHECK(Json::parse(std::string_view("[1]\0", 4)).error().context ==
          "not JSON at line 1, column 4");
    CHECK(Json::parse(std::string_view("[1]\0rest", 8)).error().kind == ErrorKind::InvalidInput);
    CHECK(Json::parse("[1,2]", {.size_bytes_max = 4}).error().kind == ErrorKind::InvalidInput);
    CHECK(Json::parse(R"({"a":1,"b":2})", {.members_max = 1}).error().context == "too many members");
}

TEST_CASE("a missing or wrong member is named") {
    const Json json = Json::parse(R"({"n":1,"t":"x"})").value();
    CHECK(json.integer_at("n").value() == 1);
    CHECK(json.string_at("t").value() == "x");
    CHECK(json.string_at("n").error().context == "member \"n\": a text expected");
    CHECK(json.array_at("none").error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("setting a member twice replaces it") {
    Json json;
    json.set("a", 1).set("a", 2);
    CHECK(json.dump() == R"({"a":2})");
}

TEST_CASE("what is written is the shortest text that reads back the same") {
    Json json = Json::array();
    json.push_back(Json("\x01\x1f\x7f\"\\/\b\f\n\r\t"));
    json.push_back(Json("Ёж😀"));
    json.push_back(Json(0.1));
    json.push_back(Json(3.0));
    json.push_back(Json(std::int64_t{-9007199254740993}));
    json.push_back(Json::array());
    json.push_back(Json::object());
    CHECK(json.dump() ==
          R"(["\u0001\u001f)" "\x7f" R"(\"\\/\b\f\n\r\t","Ёж😀",0.1,3.0,-9007199254740993,[],{}])");
    CHECK(Json::parse(json.dump()).value() == json);
    CHECK(Json("a\xff").dump() == "\"a\xEF\xBF\xBD\"");
}
