#include "core/crypto/secret.h"

#include <algorithm>
#include <set>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

using namespace otk;
using crypto::Secret;

TEST_CASE("a secret moves without a copy and leaves nothing behind") {
    SystemRandom random;
    Secret first = Secret::random(32, random);
    const std::uint8_t* where = first.view().data();
    const Bytes bytes(first.view().begin(), first.view().end());
    const Secret second = std::move(first);
    CHECK(second.view().data() == where);
    CHECK(second == Secret::copy_of(bytes));
    CHECK(first.is_empty());  // NOLINT(bugprone-use-after-move): the contract
}

TEST_CASE("secrets of other bytes or another length are not equal") {
    const Bytes bytes{1, 2, 3};
    CHECK_FALSE(Secret::copy_of(bytes) == Secret::copy_of(Bytes{1, 2, 4}));
    CHECK_FALSE(Secret::copy_of(bytes) == Secret::copy_of(Bytes{1, 2}));
}

TEST_CASE("keys that come and go do not come to more and more locked pages, and each has its own bytes") {
    std::set<const std::uint8_t*> pages;
    std::vector<Secret> kept;
    for (std::uint8_t number = 1; number <= 200; ++number) {
        const Bytes bytes(32, number);
        const Secret key = Secret::copy_of(bytes);
        CHECK(std::equal(key.view().begin(), key.view().end(), bytes.begin(), bytes.end()));
        pages.insert(key.view().data());
        if (number % 50 == 0) kept.push_back(Secret::copy_of(bytes));
    }
    CHECK(pages.size() <= 5);  // the one that comes and goes, and those kept meanwhile
    for (std::size_t index = 0; index < kept.size(); ++index) {
        CHECK(kept[index] ==
              Secret::copy_of(Bytes(32, static_cast<std::uint8_t>(50 * (index + 1)))));
    }
}

TEST_CASE("wiping overwrites every byte") {
    Bytes bytes(100, 0xAA);
    crypto::wipe(bytes);
    CHECK(std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; }));
}
