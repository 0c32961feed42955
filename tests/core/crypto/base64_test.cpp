#include "core/crypto/base64.h"

#include <catch2/catch.hpp>

#include "core/base/base64.h"

using namespace otk;

TEST_CASE("Base64 agrees with the vectors of RFC 4648, section 10") {
    const auto [plain, text] =
        GENERATE(table<std::string, std::string>({{"", ""}, {"f", "Zg=="}, {"fo", "Zm8="},
            {"foo", "Zm9v"}, {"foob", "Zm9vYg=="}, {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}}));
    CHECK(to_base64(bytes_of(plain)) == text);
    const Result<Bytes> read = crypto::from_base64(text, 6);
    REQUIRE(read);
    CHECK(text_of(*read) == plain);
}

TEST_CASE("what is no Base64, or too long, is refused") {
    for (const char* text : {"Zg", "Zg=", "Zg==\n", "Z g==", "Zg==Zg==", "Z-8=", "Я"}) {
        CAPTURE(text);
        CHECK_FALSE(crypto::from_base64(text, 6));
    }
    CHECK_FALSE(crypto::from_base64("Zm9vYmFy", 5));
}
