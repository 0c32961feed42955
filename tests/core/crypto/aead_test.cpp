#include "core/crypto/aead.h"

#include <catch2/catch.hpp>

using namespace otk;
using crypto::Secret;

TEST_CASE("what was sealed opens with the same key and additional data only") {
    SystemRandom random;
    const Secret key = Secret::random(crypto::aead_key_bytes, random);
    const Secret other = Secret::random(crypto::aead_key_bytes, random);
    const Bytes sealed = crypto::seal(key, bytes_of("row"), bytes_of("content"), random);
    CHECK(sealed.size() == 7 + crypto::aead_overhead_bytes);
    CHECK(text_of(crypto::open(key, bytes_of("row"), sealed).value()) == "content");
    CHECK(crypto::open(other, bytes_of("row"), sealed).error().kind == ErrorKind::Corrupt);
    CHECK(crypto::open(key, bytes_of("Row"), sealed).error().kind == ErrorKind::Corrupt);
    CHECK(crypto::open(key, bytes_of("row"), Bytes(39)).error().kind == ErrorKind::Corrupt);
}

TEST_CASE("every changed bit is noticed") {
    SystemRandom random;
    const Secret key = Secret::random(crypto::aead_key_bytes, random);
    const Bytes sealed = crypto::seal(key, {}, bytes_of("content"), random);
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        Bytes damaged = sealed;
        damaged[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        CHECK_FALSE(crypto::open(key, {}, damaged));
    }
}

TEST_CASE("sealing twice never uses a nonce twice") {
    SystemRandom random;
    const Secret key = Secret::random(crypto::aead_key_bytes, random);
    CHECK(crypto::seal(key, {}, bytes_of("x"), random) !=
          crypto::seal(key, {}, bytes_of("x"), random));
}

TEST_CASE("sealing agrees with the vector of draft-irtf-cfrg-xchacha-03, A.3.1") {
    /// Gives the nonce of the vector.
    class NonceOfVector final : public Random {
      public:
        void fill(std::span<std::uint8_t> bytes) override {
            for (std::size_t index = 0; index < bytes.size(); ++index) {
                bytes[index] = static_cast<std::uint8_t>(0x40 + index);
            }
        }
    };
    Bytes key_bytes;
    for (int byte = 0x80; byte < 0xA0; ++byte) {
        key_bytes.push_back(static_cast<std::uint8_t>(byte));
    }
    NonceOfVector random;
    const Bytes sealed = crypto::seal(Secret::copy_of(key_bytes),
        from_hex("50515253c0c1c2c3c4c5c6c7").value(),
        bytes_of("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for "
                 "the future, sunscreen would be it."),
        random);
    const std::string hex = to_hex(sealed);
    CHECK(hex.substr(48, 32) == "bd6d179d3e83d43b9576579493c0e939");
    CHECK(hex.substr(hex.size() - 32) == "c0875924c1c7987947deafd8780acf49");
}
