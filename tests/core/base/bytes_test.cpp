#include "core/base/bytes.h"

#include <string>

#include <catch2/catch.hpp>

using namespace otk;

TEST_CASE("hexadecimal text goes there and back") {
    const Bytes bytes{0x00, 0x7f, 0xa5, 0xff};
    CHECK(to_hex(bytes) == "007fa5ff");
    CHECK(from_hex("007FA5ff").value() == bytes);
}

TEST_CASE("a text that is not hexadecimal is refused") {
    CHECK(from_hex("0").error().kind == ErrorKind::InvalidInput);
    CHECK(from_hex("0g").error().kind == ErrorKind::InvalidInput);
    CHECK(array_from_hex<2>("00").error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("UTF-8 is told from what only looks like it") {
    CHECK(is_utf8("Оценка записана, Ӏ, 😀"));
    CHECK_FALSE(is_utf8("\xC0\xAF"));          // overlong
    CHECK_FALSE(is_utf8("\xED\xA0\x80"));      // a surrogate
    CHECK_FALSE(is_utf8("\xF4\x90\x80\x80"));  // above U+10FFFF
    CHECK_FALSE(is_utf8("\xD0"));              // cut off
}

TEST_CASE("wherever in a text it lies, a letter or a fault beyond ASCII is seen") {
    const std::string plain(20, 'a');
    for (std::size_t at = 0; at <= plain.size(); ++at) {
        std::string text = plain;
        CHECK(is_utf8(text.insert(at, "ж")));
        text.erase(at, 1);
        CHECK_FALSE(is_utf8(text));
    }
}
