#include "core/crypto/signature.h"

#include <catch2/catch.hpp>

using namespace otk;
using crypto::PublicKey;
using crypto::SigningKey;

TEST_CASE("signing agrees with RFC 8032") {
    // Section 7.1, TEST 2.
    const Bytes seed =
        from_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb").value();
    const SigningKey key = SigningKey::from_seed(seed).value();
    CHECK(key.public_key().text() ==
          "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const Bytes message{0x72};
    const crypto::Signature signature = key.sign(message);
    CHECK(to_hex(signature) ==
          "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
          "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    CHECK(crypto::verify(key.public_key(), message, signature));
}

TEST_CASE("a signature of other bytes, by another key or with one bit changed is refused") {
    SystemRandom random;
    const SigningKey key = SigningKey::generate(random);
    const SigningKey other = SigningKey::generate(random);
    crypto::Signature signature = key.sign(bytes_of("message"));
    CHECK(crypto::verify(key.public_key(), bytes_of("message"), signature));
    CHECK_FALSE(crypto::verify(key.public_key(), bytes_of("Message"), signature));
    CHECK_FALSE(crypto::verify(other.public_key(), bytes_of("message"), signature));
    CHECK_FALSE(crypto::verify(PublicKey{}, bytes_of("message"), signature));
    signature[40] ^= 1U;
    CHECK_FALSE(crypto::verify(key.public_key(), bytes_of("message"), signature));
}

TEST_CASE("a key comes back from its seed and its text") {
    SystemRandom random;
    const SigningKey key = SigningKey::generate(random);
    CHECK(SigningKey::from_seed(key.seed()).value().public_key() == key.public_key());
    CHECK(PublicKey::from_text(key.public_key().text()).value() == key.public_key());
    CHECK(SigningKey::from_seed(Bytes(31)).error().kind == ErrorKind::InvalidInput);
    CHECK(PublicKey::from_text("00").error().kind == ErrorKind::InvalidInput);
}
