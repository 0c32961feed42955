#include "core/base/nearest_word.h"

#include <array>
#include <string>

#include <catch2/catch.hpp>

using namespace otk;

TEST_CASE("a slip of the finger finds the word that was meant") {
    constexpr auto words = std::to_array<std::string_view>({"place", "language", "windowed"});
    CHECK(nearest_word("plase", words) == "place");
    CHECK(nearest_word("langage", words) == "language");
    CHECK(nearest_word("place", words) == "place");
    CHECK(nearest_word("windows", words) == "windowed");
    CHECK(nearest_word("LANGUAGE", words) == "language");
    constexpr auto letters = std::to_array<std::string_view>({"a", "i"});
    CHECK(nearest_word("I", letters) == "i");
}

TEST_CASE("a word that resembles nothing has no neighbour") {
    constexpr auto words = std::to_array<std::string_view>({"place", "language"});
    CHECK_FALSE(nearest_word("colour", words));
    CHECK_FALSE(nearest_word("", words));
    CHECK_FALSE(nearest_word(std::string(65, 'p'), words));
    CHECK_FALSE(nearest_word("place", {}));
}
