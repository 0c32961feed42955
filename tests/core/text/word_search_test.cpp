#include "core/text/word_search.h"

#include <array>

#include <catch2/catch.hpp>

using otk::text::WordSearch;

namespace {

bool finds(std::string_view label, std::string_view query) {
    const std::array labels{label};
    return !WordSearch(labels).found(query).empty();
}

/// The letters that lead on, in one text.
std::string leading(const WordSearch& search, std::string_view query) {
    std::string letters;
    for (const WordSearch::Letter& letter : search.letters(query)) {
        if (letter.leads_on) letters += letter.letter;
    }
    return letters;
}

constexpr std::array<std::string_view, 4> services{
    "Приём в 1-й класс", "Приватизация жилья", "Предоставление участка в аренду", "Аренда жилья"};

}  // namespace

TEST_CASE("a label is found by the beginnings of its words, in any order") {
    const std::string_view label = "Выдача градостроительного плана земельного участка";
    for (const std::string_view query :
        {"градо", "ПЛАН", "участ земель", "в г п", "Выдача градостроительного плана", "", " , "}) {
        CAPTURE(query);
        CHECK(finds(label, query));
    }
    for (const std::string_view query : {"строительного", "планы", "участок", "градо дома", "x"}) {
        CAPTURE(query);
        CHECK_FALSE(finds(label, query));
    }
}

TEST_CASE("the points of ё and the letter case do not matter, digits and hyphens part words") {
    CHECK(finds("Приём детей в 1-й класс", "прием"));
    CHECK(finds("Прием детей", "приё"));
    CHECK(finds("Приём детей в 1-й класс", "1"));
    CHECK(finds("Приём детей в 1-й класс", "й"));
    CHECK(finds("Land plan", "PL"));
}

TEST_CASE("what is found keeps the list's order") {
    const WordSearch search(services);
    CHECK(search.found("") == std::vector<std::size_t>{0, 1, 2, 3});
    CHECK(search.found("аренд") == std::vector<std::size_t>{2, 3});
    CHECK(search.found("жил аренд") == std::vector<std::size_t>{3});
    CHECK(search.found("баня").empty());
}

TEST_CASE("only letters lead on with which something is still found") {
    const WordSearch search(services);
    CHECK(leading(search, "") == "1авжйкпу");
    CHECK(leading(search, "п") == "р");
    CHECK(leading(search, "при") == "ве");
    CHECK(leading(search, "ПРИ") == "ве");
    // A word that is whole leads on to no letter of its own; behind a space any other word may.
    CHECK(leading(search, "приём").empty());
    CHECK(leading(search, "приём ") == "1вйкп");
    CHECK(leading(search, "баня").empty());
}

TEST_CASE("the letters of the labels are the same whatever is looked for, ё among е") {
    const WordSearch search(services);
    const std::vector<WordSearch::Letter> all = search.letters("");
    const std::vector<WordSearch::Letter> later = search.letters("при");
    REQUIRE(all.size() == later.size());
    for (std::size_t at = 0; at < all.size(); ++at)
        CHECK(all[at].letter == later[at].letter);
    CHECK(all.front() == WordSearch::Letter{"1", true});
    for (const WordSearch::Letter& letter : all)
        CHECK(letter.letter != "ё");
}

TEST_CASE("bytes that are no UTF-8 find nothing and do no harm") {
    CHECK(finds("План", "\xff"));
    CHECK_FALSE(finds("\xff\xd0", "план"));
    const std::array<std::string_view, 1> labels{"\xff\xd0"};
    CHECK(WordSearch(labels).letters("").empty());
}
