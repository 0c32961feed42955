#include "core/form/response.h"

#include <catch2/catch.hpp>

#include "core/base/json.h"
#include "core/form/json_length.h"

using namespace otk;
using form::Response;

namespace {

Response sample() {
    Response response;
    response.form_id = "reception";
    response.form_version = "2026112201";
    response.place = "reception-7";
    response.channel = "kiosk";
    response.language = "ru";
    response.layout = 2;
    response.day = "2026-11-22";
    response.partial = true;
    response.asked = {"rating", "reasons", "wish"};
    response.answers = {{"rating", "2"}, {"wish", "Долго \"ждать\"\n…"}};
    return response;
}

constexpr std::string_view sample_text =
    R"({"v":1,"form":"reception","version":"2026112201","place":"reception-7","channel":"kiosk",)"
    R"("language":"ru","layout":2,"day":"2026-11-22","partial":true,)"
    R"("asked":["rating","reasons","wish"],)"
    R"("answers":{"rating":"2","wish":"Долго \"ждать\"\n…"}})";

std::string with(std::string_view from, std::string_view to) {
    std::string text(sample_text);
    text.replace(text.find(from), from.size(), to);
    return text;
}

std::string error(std::string_view text) {
    return form::decode_response(text).error().context;
}

}  // namespace

TEST_CASE("a response has one spelling and goes there and back") {
    CHECK(form::encode_response(sample()) == sample_text);
    CHECK(form::decode_response(sample_text).value() == sample());
    Response empty;
    CHECK(form::decode_response(form::encode_response(empty)).value() == empty);
}

TEST_CASE("a trial's response says so, any other says nothing of it") {
    Response tried = sample();
    tried.test = true;
    const std::string text = form::encode_response(tried);
    CHECK(text == with(R"("partial":true,)", R"("partial":true,"test":true,)"));
    CHECK(form::decode_response(text).value() == tried);
    CHECK(error(with(R"("partial":true,)", R"("partial":true,"test":false,)")) ==
          "member \"test\": true expected");
    CHECK(error(with(R"("partial":true,)", R"("partial":true,"test":1,)")) ==
          "member \"test\": true or false expected");
}

TEST_CASE("flags are written only where there are some, and only words of a rule are taken") {
    Response flagged = sample();
    flagged.flags = {"mashing/1", "see-saw/1"};
    const std::string text = form::encode_response(flagged);
    CHECK(
        text == with(R"("partial":true,)", R"("partial":true,"flags":["mashing/1","see-saw/1"],)"));
    CHECK(form::decode_response(text).value() == flagged);
    const auto refused = [](const std::string& flags) {
        return error(with(R"("partial":true,)", R"("partial":true,"flags":)" + flags + ","));
    };
    CHECK(refused(R"(["Who?"])") == "member \"flags\": a flag is a word like mashing/1");
    CHECK(refused(R"([""])") == "member \"flags\": a flag is a word like mashing/1");
    CHECK(refused(R"(["a","a"])") == "member \"flags\": a flag is repeated");
    CHECK(refused("1") == "member \"flags\": an array expected");
    std::string many = "[\"f0\"";
    for (int number = 1; number <= 16; ++number)
        many += ",\"f" + std::to_string(number) + "\"";
    CHECK(refused(many + "]") == "member \"flags\": too many flags");
}

TEST_CASE("a response that is not of this shape is refused without a word of it") {
    CHECK(error("[]") == "an object expected");
    CHECK(error(with(R"("v":1)", R"("v":1,"secret":1)")) == "an unknown member");
    CHECK(
        form::decode_response(with(R"("v":1)", R"("v":2)")).error().kind == ErrorKind::Unsupported);
    CHECK(error(with(R"("place":"reception-7",)", "")) == "member \"place\": a text expected");
    CHECK(error(with("2026-11-22", "2026-11-22T10:00")) == "member \"day\": a day expected");
    CHECK(error(with(R"("layout":2)", R"("layout":0)")) == "member \"layout\": 1 to 1000 expected");
    CHECK(error(with(R"("reasons")", R"("rating")")) == "member \"asked\": a question is repeated");
    CHECK(
        error(with(R"("rating":"2",)", R"("rating":2,)")) == "member \"answers\": a text expected");
    CHECK(error(with(R"("rating":"2",)", R"("wish":"2",)")) ==
          "member \"answers\": a question is repeated");
    CHECK(error(with(R"("layout":2)", R"("v":1)")) == "a member's name is repeated");
    CHECK(error(with(R"("partial":true)", R"("partial":1)")) ==
          "member \"partial\": true or false expected");
    CHECK(error(std::string(form::response_bytes_max + 1, ' ')).find("larger than") == 0);
}

TEST_CASE("the length of a JSON text is known without writing it") {
    for (const std::string text : {"", "a", "\"\\", "\n\t\r", "\x01\x1f", "Ёж", "\x7f"}) {
        CHECK(form::json_length(text) == Json(text).dump().size());
    }
}
