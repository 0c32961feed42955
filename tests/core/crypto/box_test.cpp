#include "core/crypto/box.h"

#include <catch2/catch.hpp>

using namespace otk;
using crypto::BoxKey;

TEST_CASE("a box opens with its key only") {
    SystemRandom random;
    const BoxKey key = BoxKey::generate(random);
    const BoxKey other = BoxKey::generate(random);
    const Bytes content(32, 0x5A);
    const Bytes sealed = crypto::seal_box(key.public_key(), content).value();
    CHECK(sealed.size() == content.size() + crypto::box_overhead_bytes);
    CHECK(key.open(sealed).value() == crypto::Secret::copy_of(content));
    CHECK(other.open(sealed).error().kind == ErrorKind::Corrupt);
    CHECK(BoxKey::from_secret(key.secret()).value().open(sealed));
}

TEST_CASE("a damaged or cut box does not open") {
    SystemRandom random;
    const BoxKey key = BoxKey::generate(random);
    const Bytes sealed = crypto::seal_box(key.public_key(), Bytes(32)).value();
    for (std::size_t at = 0; at < sealed.size(); ++at) {
        Bytes damaged = sealed;
        damaged[at] ^= 1U;
        CHECK(key.open(damaged).error().kind == ErrorKind::Corrupt);
        CHECK(key.open(ByteView(sealed).first(at)).error().kind == ErrorKind::Corrupt);
    }
}

TEST_CASE("a public key of small order is refused") {
    CHECK(crypto::seal_box(crypto::BoxPublicKey{}, Bytes(32)).error().kind ==
          ErrorKind::InvalidInput);
}
