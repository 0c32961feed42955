#include "sync/backoff.h"

#include <algorithm>
#include <limits>
#include <vector>

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::sync;

namespace {

/// The largest and smallest of many waits after so many failures.
std::pair<std::int64_t, std::int64_t> spread_after(int failures) {
    SeededRandom random(7);
    std::int64_t smallest = 1'000'000'000;
    std::int64_t largest = 0;
    for (int trial = 0; trial < 2000; ++trial) {
        Backoff backoff({.first_ms = 1000, .largest_ms = 60'000});
        std::int64_t wait = 0;
        for (int failure = 0; failure < failures; ++failure)
            wait = backoff.after_failure(random);
        smallest = std::min(smallest, wait);
        largest = std::max(largest, wait);
    }
    return {smallest, largest};
}

}  // namespace

TEST_CASE("a wait is drawn from zero to a bound that doubles up to the largest") {
    // 2000 draws come within a hundredth of both ends but for one chance in 10^8.
    for (const auto& [failures, bound] : {std::pair(1, 1000), std::pair(2, 2000),
             std::pair(3, 4000), std::pair(7, 60'000), std::pair(100, 60'000)}) {
        const auto [smallest, largest] = spread_after(failures);
        CHECK(smallest <= bound / 100);
        CHECK(largest <= bound);
        CHECK(largest >= bound - bound / 100);
    }
}

TEST_CASE("a success starts the waits anew") {
    SeededRandom random(1);
    Backoff backoff({.first_ms = 10, .largest_ms = 100'000});
    for (int failure = 0; failure < 20; ++failure) {
        const std::int64_t wait = backoff.after_failure(random);
        CHECK(wait >= 0);
    }
    CHECK(backoff.failures() == 20);
    backoff.after_success();
    CHECK(backoff.failures() == 0);
    CHECK(backoff.after_failure(random) <= 10);
}

TEST_CASE("what the server asked for is waited in full, but never longer than the largest") {
    SeededRandom random(2);
    for (int trial = 0; trial < 100; ++trial) {
        Backoff backoff({.first_ms = 1000, .largest_ms = 60'000});
        const std::int64_t asked = backoff.after_failure(random, 30);
        CHECK(asked >= 30'000);
        CHECK(asked <= 31'000);
        const std::int64_t greedy =
            backoff.after_failure(random, std::numeric_limits<std::int64_t>::max());
        CHECK(greedy >= 60'000);
        CHECK(greedy <= 62'000);
        CHECK(backoff.after_failure(random, -5) >= 0);
    }
}
