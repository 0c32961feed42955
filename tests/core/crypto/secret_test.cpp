#include "core/crypto/secret.h"

#include <algorithm>
#include <utility>

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

TEST_CASE("wiping overwrites every byte") {
    Bytes bytes(100, 0xAA);
    crypto::wipe(bytes);
    CHECK(std::all_of(bytes.begin(), bytes.end(), [](std::uint8_t byte) { return byte == 0; }));
}
