#include "server/analysis/release.h"

#include <catch2/catch.hpp>

using namespace otk::analysis;

namespace {

Amounts given(std::int64_t n, std::int64_t asked = 0) {
    return {.asked = asked == 0 ? n : asked, .answered = n, .options = {{"5", n}}};
}

const ReleaseOrder reasons_after_rating({{"reasons", {"rating"}}, {"details", {"reasons"}}});

}  // namespace

TEST_CASE("four answers wait for a fifth and then go together") {
    const Release first = release({{"rating", given(4)}}, ReleaseOrder(), 5);
    CHECK(first.released.empty());
    REQUIRE(first.waiting.at("rating").answered == 4);
    Answers gathered = first.waiting;
    add(gathered, {{"rating", given(1)}});
    const Release second = release(gathered, ReleaseOrder(), 5);
    CHECK(second.released.at("rating").answered == 5);
    CHECK(second.released.at("rating").options.at("5") == 5);
    CHECK(second.waiting.empty());
}

TEST_CASE("who was asked and did not answer waits with those who did") {
    const Release result = release({{"wish", given(4, 40)}}, ReleaseOrder(), 5);
    CHECK(result.released.empty());
    CHECK(result.waiting.at("wish").asked == 40);
}

TEST_CASE("a question waits while one waits whose answer decides about it, however far away") {
    const Release result = release(
        {{"rating", given(3)}, {"reasons", given(9)}, {"details", given(9)}, {"other", given(9)}},
        reasons_after_rating, 5);
    CHECK(result.released.size() == 1);
    CHECK(result.released.contains("other"));
    // Nobody was asked for reasons, so nothing of theirs waits; the rating does all the same.
    CHECK(release({{"rating", given(3)}, {"details", given(9)}}, reasons_after_rating, 5)
              .released.empty());
}

TEST_CASE("a rare question waits without keeping the one that it hangs on") {
    const Release result =
        release({{"rating", given(20)}, {"reasons", given(2)}}, reasons_after_rating, 5);
    CHECK(result.released.contains("rating"));
    CHECK(result.waiting.contains("reasons"));
}

TEST_CASE("questions that read each other go together or not at all") {
    const ReleaseOrder ring({{"a", {"b"}}, {"b", {"a"}}, {"c", {"a"}}});
    REQUIRE(ring.groups().size() == 2);
    CHECK(release({{"a", given(9)}, {"b", given(2)}, {"c", given(9)}}, ring, 5).released.empty());
    CHECK(
        release({{"a", given(9)}, {"b", given(5)}, {"c", given(9)}}, ring, 5).released.size() == 3);
}

TEST_CASE("what is left of counts is never less than nothing") {
    const Answers whole{{"rating", {.asked = 9, .answered = 8, .options = {{"4", 3}, {"5", 5}}}}};
    const Answers part{{"rating", {.asked = 4, .answered = 3, .options = {{"3", 1}, {"5", 2}}}}};
    const Answers left = without(whole, part);
    REQUIRE(left.contains("rating"));
    CHECK(left.at("rating") == Amounts{.asked = 5, .answered = 5, .options = {{"4", 3}, {"5", 3}}});
    CHECK(without(part, whole).empty());
    CHECK(without(whole, whole).empty());
}
