#include "core/wire/key_rotation.h"

#include <array>

#include <catch2/catch.hpp>

using namespace otk;

namespace {

crypto::SigningKey key(std::uint8_t seed) {
    return crypto::SigningKey::from_seed(Bytes(32, seed)).value();
}

wire::KioskId kiosk() {
    SeededRandom random(3);
    return wire::KioskId::random(random);
}

}  // namespace

TEST_CASE("a rotation is read as it was written, and is the same each time") {
    const Bytes request = wire::encode_key_rotation(kiosk(), key(1), key(2));
    CHECK(request == wire::encode_key_rotation(kiosk(), key(1), key(2)));
    const wire::KeyRotation rotation = wire::decode_key_rotation(request).value();
    CHECK(rotation == wire::KeyRotation{kiosk(), key(1).public_key(), key(2).public_key()});
}

TEST_CASE("a rotation that lost a byte, gained one or changed in a bit is none") {
    const Bytes request = wire::encode_key_rotation(kiosk(), key(1), key(2));
    for (std::size_t at = 0; at < request.size(); ++at) {
        Bytes altered = request;
        altered[at] ^= 1U;
        CHECK_FALSE(wire::decode_key_rotation(altered));
    }
    Bytes longer = request;
    longer.push_back(0);
    CHECK(wire::decode_key_rotation(longer).error().kind == ErrorKind::InvalidInput);
    CHECK_FALSE(wire::decode_key_rotation(ByteView(request).first(request.size() - 1)));
    CHECK_FALSE(wire::decode_key_rotation({}));
}

TEST_CASE("nobody rotates to a key that he does not hold, or to the same one") {
    const Bytes ours = wire::encode_key_rotation(kiosk(), key(1), key(2));
    // The new key's signature is of another request: the holder of the old one alone.
    const Bytes other = wire::encode_key_rotation(kiosk(), key(1), key(3));
    Bytes mixed = ours;
    std::copy(other.end() - 64, other.end(), mixed.end() - 64);
    CHECK(wire::decode_key_rotation(mixed).error().kind == ErrorKind::Permission);
    const Bytes same = wire::encode_key_rotation(kiosk(), key(1), key(1));
    CHECK(wire::decode_key_rotation(same).error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("an answer counts for its request only, by the server's word") {
    const Bytes request = wire::encode_key_rotation(kiosk(), key(1), key(2));
    const crypto::Hash256 hash = wire::key_rotation_hash(request);
    const std::array trusted{key(8).public_key(), key(9).public_key()};
    const Bytes answer = wire::encode_key_rotation_answer(hash, key(9));
    CHECK(wire::check_key_rotation_answer(answer, hash, trusted));
    const Bytes another = wire::encode_key_rotation(kiosk(), key(1), key(3));
    CHECK(wire::check_key_rotation_answer(answer, wire::key_rotation_hash(another), trusted)
              .error()
              .kind == ErrorKind::InvalidInput);
    CHECK(wire::check_key_rotation_answer(
              wire::encode_key_rotation_answer(hash, key(7)), hash, trusted)
              .error()
              .kind == ErrorKind::Permission);
    for (std::size_t at = 0; at < answer.size(); ++at) {
        Bytes altered = answer;
        altered[at] ^= 1U;
        CHECK_FALSE(wire::check_key_rotation_answer(altered, hash, trusted));
    }
    CHECK_FALSE(wire::check_key_rotation_answer({}, hash, trusted));
    CHECK_FALSE(wire::check_key_rotation_answer(answer, hash, {}));
}
