#include "core/base/json_reader.h"

#include <catch2/catch.hpp>

#include "core/base/bytes.h"
#include "core/base/json.h"
#include "core/base/random.h"

using namespace otk;

namespace {

/// Reads whatever comes, guided by its first letter: what a caller of a known shape never does.
// NOLINTNEXTLINE(misc-no-recursion): eight levels
Result<void> read_any(JsonReader& reader, const Json& expected, int depth) {
    REQUIRE(depth < 8);
    if (const auto* text = expected.if_string()) {
        CHECK(OTK_TRY(reader.text()) == *text);
    } else if (const auto* number = expected.if_integer()) {
        CHECK(OTK_TRY(reader.integer()) == *number);
    } else if (const auto* yes = expected.if_bool()) {
        CHECK(OTK_TRY(reader.boolean()) == *yes);
    } else if (const auto* elements = expected.if_array()) {
        OTK_TRY(reader.begin_array());
        for (const Json& element : *elements) {
            CHECK(OTK_TRY(reader.next_element()));
            OTK_TRY(read_any(reader, element, depth + 1));
        }
        CHECK_FALSE(OTK_TRY(reader.next_element()));
    } else if (const auto* members = expected.if_object()) {
        OTK_TRY(reader.begin_object());
        std::string name;
        for (const auto& [wanted, value] : *members) {
            CHECK(OTK_TRY(reader.next_member(name)));
            CHECK(name == wanted);
            OTK_TRY(read_any(reader, value, depth + 1));
        }
        CHECK_FALSE(OTK_TRY(reader.next_member(name)));
    } else {
        return fail(ErrorKind::Unsupported, "null and fractions are nobody's shape");
    }
    return {};
}

/// True if it can be read in the shape {"a":[text, …],"b":{text:integer, …},"c":boolean}.
bool reads(std::string_view text) {
    JsonReader reader(text);
    const auto read = [&]() -> Result<void> {
        std::string name;
        OTK_TRY(reader.begin_object());
        OTK_TRY(reader.next_member(name));
        OTK_TRY(reader.begin_array());
        while (OTK_TRY(reader.next_element())) OTK_TRY(reader.text());
        OTK_TRY(reader.next_member(name));
        OTK_TRY(reader.begin_object());
        while (OTK_TRY(reader.next_member(name))) OTK_TRY(reader.integer());
        OTK_TRY(reader.next_member(name));
        OTK_TRY(reader.boolean());
        if (OTK_TRY(reader.next_member(name))) return fail(ErrorKind::InvalidInput, "more");
        return reader.end();
    };
    return is_utf8(text) && read().has_value();
}

}  // namespace

TEST_CASE("the reader sees what the tree holds") {
    const std::string_view text =
        R"( {"a" : ["\u0416\ud83d\ude00\"\/\n", "", "Ёж"], "b":{}, "c":[[],[1,-2,0]], "d" : true ,"e":-9223372036854775808} )";
    JsonReader reader(text);
    REQUIRE(read_any(reader, Json::parse(text).value(), 0));
    CHECK(reader.end());
}

TEST_CASE("what is no JSON is refused") {
    for (const char* text : {"", "\"", "\"\\", "\"\\u12", "\"\\u12g4\"", "\"\\ud800\"",
             "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\\x\"", "\"\n\"", "a"}) {
        INFO(text);
        CHECK_FALSE(JsonReader(text).text());
    }
    for (const char* text : {"", "-", "01", "1.0", "1e3", "+1", "9223372036854775808", "\"1\""}) {
        INFO(text);
        CHECK_FALSE(JsonReader(text).integer());
    }
    CHECK_FALSE(JsonReader("True").boolean());
    CHECK_FALSE(JsonReader("1 2").end());
}

TEST_CASE("a damaged text is never read where the tree refuses it") {
    const std::string whole = R"({"a":["x","\u0041y"],"b":{"n":1,"m":-20},"c":true})";
    REQUIRE(reads(whole));
    const std::string_view letters = "{}[],:\"\\ 0-ua\n1e.\x80";
    SeededRandom random(5);
    int read_twice = 0;
    for (int round = 0; round < 20000; ++round) {
        std::string text = whole;
        for (std::uint64_t change = 0; change <= random.below(2); ++change) {
            const std::size_t at = random.below(text.size());
            const char letter = letters[random.below(letters.size())];
            switch (random.below(3)) {
                case 0:
                    text[at] = letter;
                    break;
                case 1:
                    text.insert(at, 1, letter);
                    break;
                default:
                    text.erase(at, 1);
            }
        }
        INFO(text);
        const auto parsed = Json::parse(text);
        if (reads(text)) {
            ++read_twice;
            // The tree refuses repeated names too, which are the caller's here.
            CHECK((parsed || parsed.error().context == "a member's name is repeated"));
        }
    }
    CHECK(read_twice > 100);
}
