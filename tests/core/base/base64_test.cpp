#include "core/base/base64.h"

#include <catch2/catch.hpp>

using namespace otk;

TEST_CASE("bytes are written as base64") {
    // RFC 4648, section 10.
    CHECK(to_base64(bytes_of("")).empty());
    CHECK(to_base64(bytes_of("f")) == "Zg==");
    CHECK(to_base64(bytes_of("fo")) == "Zm8=");
    CHECK(to_base64(bytes_of("foobar")) == "Zm9vYmFy");
}
