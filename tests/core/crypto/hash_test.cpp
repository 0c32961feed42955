#include "core/crypto/hash.h"

#include <catch2/catch.hpp>

using namespace otk;

// Vectors: SHA-256 from FIPS 180-4's examples; BLAKE2b computed by Python's hashlib (another
// implementation: the reference code of its authors).
TEST_CASE("hashes agree with published vectors") {
    CHECK(to_hex(crypto::sha256(bytes_of("abc"))) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(to_hex(crypto::sha256({})) ==
          "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(to_hex(crypto::blake2b_256(bytes_of("abc"))) ==
          "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK(to_hex(crypto::blake2b_128(bytes_of("abc"))) == "cf4ab791c62b8d2b2109c90275287816");
}
