#include "core/text/catalogue.h"

#include <catch2/catch.hpp>

using namespace otk;
using text::Catalogue;

namespace {

const std::string header =
    "msgid \"\"\n"
    "msgstr \"\"\n"
    "\"Language: ru\\n\"\n"
    "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
    "\"Plural-Forms: nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && \"\n"
    "\"(n%100<10 || n%100>=20) ? 1 : 2);\\n\"\n\n";

std::string refusal_of(const std::string& entries) {
    const Result<Catalogue> catalogue = Catalogue::parse(header + entries, "ru.po");
    REQUIRE_FALSE(catalogue);
    CHECK(catalogue.error().kind == ErrorKind::InvalidInput);
    return catalogue.error().context;
}

Catalogue parsed(const std::string& entries) {
    Result<Catalogue> catalogue = Catalogue::parse(header + entries, "ru.po");
    INFO((catalogue ? "" : catalogue.error().context));
    REQUIRE(catalogue);
    return std::move(*catalogue);
}

}  // namespace

TEST_CASE("a catalogue gives the text of a key in its language") {
    const Catalogue catalogue = parsed("msgid \"Next\"\nmsgstr \"Дальше\"\n");
    CHECK(catalogue.language() == "ru");
    CHECK(catalogue.text("Next") == "Дальше");
    CHECK(catalogue.keys() == std::vector<std::string>{"Next"});
}

TEST_CASE("a key without a text is its own text, so that a screen is never empty") {
    const Catalogue catalogue = parsed("msgid \"Next\"\nmsgstr \"\"\n");
    CHECK_FALSE(catalogue.contains("Next"));
    CHECK(catalogue.text("Next") == "Next");
    CHECK(catalogue.plural("{n} left", 2) == "2 left");
}

TEST_CASE("a plural chooses the form of the number and fills it in") {
    const Catalogue catalogue = parsed(
        "msgid \"{n} question left\"\nmsgid_plural \"{n} questions left\"\n"
        "msgstr[0] \"Остался {n} вопрос\"\nmsgstr[1] \"Осталось {n} вопроса\"\n"
        "msgstr[2] \"Осталось {n} вопросов\"\n");
    CHECK(catalogue.plural("{n} question left", 1) == "Остался 1 вопрос");
    CHECK(catalogue.plural("{n} question left", 2) == "Осталось 2 вопроса");
    CHECK(catalogue.plural("{n} question left", 11) == "Осталось 11 вопросов");
}

TEST_CASE("a long text goes on over several lines, with escapes") {
    const Catalogue catalogue =
        parsed("msgid \"Long\"\nmsgstr \"\"\n\"Первая\\n\"\n\"«вторая» \\\"и\\\" \\\\\"\n");
    CHECK(catalogue.text("Long") == "Первая\n«вторая» \"и\" \\");
}

TEST_CASE("placeholders are filled and other braces stay") {
    const Catalogue catalogue = parsed("msgid \"Until {day}\"\nmsgstr \"До {day} {}\"\n");
    CHECK(catalogue.text("Until {day}", {{"day", "31.12.2026"}}) == "До 31.12.2026 {}");
    CHECK(text::fill("{a}{b}{c", {{"a", "{b}"}, {"b", "2"}}) == "{b}2{c");
    CHECK(text::placeholders_of("{b} {a} {b} {A1}") == std::vector<std::string>{"a", "b"});
}

TEST_CASE(
    "comments, obsolete entries, carriage returns and a missing last line end are read over") {
    const Catalogue catalogue = parsed(
        "# a word to the translator\r\n#: kiosk/screens/rate.cpp\r\n#~ msgid \"Old\"\r\n"
        "#~ msgstr \"Старое\"\r\nmsgid \"Next\"\r\nmsgstr \"Дальше\"");
    CHECK(catalogue.text("Next") == "Дальше");
    CHECK_FALSE(catalogue.contains("Old"));
}

TEST_CASE("a fuzzy entry counts as not translated") {
    const Catalogue catalogue =
        parsed("#, fuzzy\nmsgid \"Next\"\nmsgstr \"Далее\"\n\nmsgid \"Back\"\nmsgstr \"Назад\"\n");
    CHECK_FALSE(catalogue.contains("Next"));
    CHECK(catalogue.text("Back") == "Назад");
}

TEST_CASE("what a language lacks is taken from another and named") {
    Catalogue russian =
        parsed("msgid \"Next\"\nmsgstr \"Дальше\"\n\nmsgid \"Back\"\nmsgstr \"Назад\"\n");
    Result<Catalogue> english = Catalogue::parse(
        "msgid \"\"\nmsgstr \"\"\n\"Language: en\\n\"\n"
        "\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
        "\"Plural-Forms: nplurals=2; plural=(n != 1);\\n\"\n\nmsgid \"Next\"\nmsgstr \"Next "
        "page\"\n");
    REQUIRE(english);
    CHECK(english->fill_from(russian) == std::vector<std::string>{"Back"});
    CHECK(english->text("Next") == "Next page");
    CHECK(english->text("Back") == "Назад");
}

TEST_CASE("a catalogue's mistakes are refused with file and line") {
    CHECK(refusal_of("msgid \"A\"\nmsgstr \"a\"\n\nmsgid \"A\"\nmsgstr \"b\"\n") ==
          "ru.po:11: the key of line 8 again");
    CHECK(refusal_of("msgctxt \"x\"\n").starts_with("ru.po:8: message contexts"));
    CHECK(refusal_of("msgid \"A\nmsgstr \"a\"\n") == "ru.po:8: the closing quote is missing");
    CHECK(refusal_of("msgid \"A\" x\n") == "ru.po:8: something follows the closing quote");
    CHECK(refusal_of("msgid \"\\q\"\n").starts_with("ru.po:8: unknown escape"));
    CHECK(refusal_of("msgid \"A\\\"\n").starts_with("ru.po:8: the closing quote"));
    CHECK(refusal_of("msgid \"A\"\n\nmsgid \"B\"\nmsgstr \"b\"\n") ==
          "ru.po:8: the msgid has no msgstr");
    CHECK(refusal_of("msgstr \"a\"\n").starts_with("ru.po:8: "));
    CHECK(refusal_of("word\n") == "ru.po:8: a keyword without a quoted text");
    CHECK(refusal_of("word \"x\"\n").starts_with("ru.po:8: unknown keyword"));
    CHECK(refusal_of(
              "msgid \"{n} a\"\nmsgid_plural \"{n} b\"\nmsgstr[0] \"{n}\"\nmsgstr[1] \"{n}\"\n") ==
          "ru.po:8: 2 plural forms where the header says 3");
    CHECK(refusal_of("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"x\"\n")
              .starts_with("ru.po:10: plural forms"));
    CHECK(refusal_of("msgid \"a\"\nmsgstr[0] \"x\"\n").starts_with("ru.po:9: msgstr[N]"));
    CHECK(refusal_of("msgid \"Until {day}\"\nmsgstr \"До {date}\"\n") ==
          "ru.po:8: placeholders of the key: {day}; of the text: {date}");
}

TEST_CASE("a catalogue without a header, in another encoding or too large is refused") {
    CHECK_FALSE(Catalogue::parse(""));
    CHECK_FALSE(Catalogue::parse("msgid \"A\"\nmsgstr \"a\"\n"));
    CHECK_FALSE(Catalogue::parse("msgid \"\"\nmsgstr \"Language: ru\\n\"\n"));
    CHECK_FALSE(Catalogue::parse(header + "msgid \"\xff\"\n"));
    CHECK_FALSE(Catalogue::parse(header + std::string(1U << 20U, '#')));
}
