#include "core/form/shuffle.h"

#include <algorithm>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "core/form/form.h"

using namespace otk;

namespace {

/// The order of a, b, c … under a seed.
std::string order(std::size_t count, std::int64_t seed) {
    std::vector<form::Choice> choices(count);
    std::vector<const form::Choice*> offered;
    for (std::size_t index = 0; index < count; ++index) {
        choices[index].name = std::string(1, static_cast<char>('a' + index));
        offered.push_back(&choices[index]);
    }
    form::shuffle(offered, seed);
    std::string names;
    for (const form::Choice* choice : offered)
        names += choice->name;
    return names;
}

}  // namespace

TEST_CASE("a seed gives the order of the specification's algorithm") {
    // Worked out by another program from the two descriptions: inside-out Fisher-Yates, and
    // x' = 16807 x mod (2^31 - 1) with (x' - 1) / (2^31 - 2) as the number in [0, 1).
    CHECK(order(6, 1) == "bfeacd");
    CHECK(order(6, 42) == "afcbde");
    CHECK(order(6, 11) == "dafceb");
    CHECK(order(6, 314159) == "dbaecf");
    // A state of 0 would stay 0; such seeds count as the largest state.
    CHECK(order(6, 0) == "cbeafd");
    CHECK(order(6, 2147483647) == "cbeafd");
}

TEST_CASE("every order of a few choices comes up, and none is lost") {
    CHECK(order(0, 5).empty());
    CHECK(order(1, 5) == "a");
    std::set<std::string> orders;
    for (std::int64_t seed = -300; seed < 300; ++seed) {
        std::string names = order(3, seed * 7919);
        orders.insert(names);
        std::sort(names.begin(), names.end());
        CHECK(names == "abc");
    }
    CHECK(orders.size() == 6);
}
