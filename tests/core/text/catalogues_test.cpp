#include <catch2/catch.hpp>

#include "core/base/file.h"
#include "core/text/catalogue.h"

using namespace otk;
using text::Catalogue;

namespace {

Catalogue shipped(const std::string& language) {
    const Path path = Path(OTK_SOURCE_DIR) / "assets/lang" / (language + ".po");
    const Result<Bytes> bytes = read_file(path, 1U << 20U);
    REQUIRE(bytes);
    Result<Catalogue> catalogue = Catalogue::parse(text_of(*bytes), path.filename().string());
    INFO((catalogue ? "" : catalogue.error().context));
    REQUIRE(catalogue);
    return std::move(*catalogue);
}

}  // namespace

TEST_CASE("R98 Russian and English have a text for every key") {
    const Catalogue russian = shipped("ru");
    const Catalogue english = shipped("en");
    CHECK(russian.language() == "ru");
    CHECK(english.language() == "en");
    CHECK(russian.keys() == english.keys());
    CHECK(russian.keys().size() > 50);
}

TEST_CASE("Russian texts keep the typography of the design") {
    const Catalogue russian = shipped("ru");
    for (const std::string_view text : russian.all_texts()) {
        CAPTURE(text);
        CHECK(text.find("...") == std::string_view::npos);  // the ellipsis sign
        CHECK(text.find('"') == std::string_view::npos);    // «ёлочки»
        CHECK(text.find(" - ") == std::string_view::npos);  // a dash, not a hyphen
        CHECK(text.find("еще") == std::string_view::npos);  // ё always
    }
}

TEST_CASE("the words of the first screen are those of the design") {
    const Catalogue russian = shipped("ru");
    CHECK(russian.text("Anonymous. One touch") == "Анонимно. Одно касание");
    CHECK(russian.text("Rating recorded") == "Оценка записана");
    CHECK(russian.text("Fair") == "Средне");
    CHECK(russian.text("I am next") == "Я следующий");
    CHECK(russian.plural("{n} question left", 3) == "Осталось 3 вопроса");
}
