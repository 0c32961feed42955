#include <catch2/catch.hpp>

#include "kiosk/model/letter_case.h"

namespace otk::test {

using namespace kiosk::model;

TEST_CASE("small letters of the visitors' languages have their capitals") {
    REQUIRE(capital_of("a") == "A");
    REQUIRE(capital_of("я") == "Я");
    REQUIRE(capital_of("а") == "А");
    REQUIRE(capital_of("ё") == "Ё");
    REQUIRE(capital_of("ӏ") == "Ӏ");  // Chechen
    REQUIRE(capital_of("ә") == "Ә");  // Tatar
    REQUIRE(capital_of("ғ") == "Ғ");  // Bashkir
    REQUIRE(capital_of("ӑ") == "Ӑ");  // Chuvash
    REQUIRE(capital_of("җ") == "Җ");  // Tatar
}

TEST_CASE("capitals, digits and signs stay as they are") {
    for (const char* letter : {"A", "Я", "Ё", "Ӏ", "Ә", "7", "!", "«", "\n", ""}) {
        REQUIRE(capital_of(letter) == letter);
    }
}

TEST_CASE("the last letter is a whole letter") {
    REQUIRE(without_last_letter("аб") == "а");
    REQUIRE(without_last_letter("a").empty());
    REQUIRE(without_last_letter("").empty());
    REQUIRE(without_last_letter("a•") == "a");
    REQUIRE(count_letters("a•ж") == 3);
}

}  // namespace otk::test
