#include "core/base/random.h"

#include <algorithm>
#include <array>
#include <numeric>

#include <catch2/catch.hpp>

using namespace otk;

TEST_CASE("a seed repeats its numbers, another seed does not") {
    SeededRandom first(7);
    SeededRandom again(7);
    SeededRandom other(8);
    const auto number = first.below(1'000'000'000);
    CHECK(again.below(1'000'000'000) == number);
    CHECK(other.below(1'000'000'000) != number);
}

TEST_CASE("numbers below a bound are below it and reach all of it") {
    SeededRandom random(1);
    std::array<int, 6> seen{};
    for (int round = 0; round < 600; ++round) {
        seen.at(random.below(6))++;
    }
    CHECK(*std::min_element(seen.begin(), seen.end()) > 50);
}

TEST_CASE("shuffling keeps every element") {
    SystemRandom random;
    std::array<int, 50> numbers{};
    std::iota(numbers.begin(), numbers.end(), 0);
    shuffle(std::span<int>(numbers), random);
    CHECK_FALSE(std::is_sorted(numbers.begin(), numbers.end()));
    std::sort(numbers.begin(), numbers.end());
    CHECK(numbers.front() == 0);
    CHECK(numbers.back() == 49);
}
