#include "drivers/preview/code_page_letters.h"

#include <iconv.h>
#include <catch2/catch.hpp>

using otk::preview::letter_of;

TEST_CASE("every byte of every page shows the letter that the C library reads there") {
    for (const std::string page : {"CP437", "CP858", "CP866", "CP1251", "CP1252"}) {
        CAPTURE(page);
        const iconv_t converter = ::iconv_open("UTF-8", page.c_str());
        // NOLINTNEXTLINE(performance-no-int-to-ptr): what POSIX says that a failure is
        REQUIRE(converter != iconv_t(-1));
        for (int byte = 0x20; byte < 0x100; ++byte) {
            CAPTURE(byte);
            char from = static_cast<char>(byte);
            char to[4]{};
            char* in = &from;
            char* out = to;
            std::size_t in_left = 1;
            std::size_t out_left = sizeof(to);
            const bool failed = ::iconv(converter, &in, &in_left, &out, &out_left) != 0;
            const std::string wanted(to, sizeof(to) - out_left);
            // Bytes that Windows' pages leave empty are control characters to iconv.
            const bool is_empty =
                failed || byte == 0x7F || (wanted[0] == '\xC2' && wanted[1] < '\xA0');
            CHECK(letter_of(page, static_cast<std::uint8_t>(byte)) ==
                  (is_empty ? std::nullopt : std::optional(wanted)));
        }
        ::iconv_close(converter);
    }
}

TEST_CASE("control bytes are no letters, and of an unknown page only ASCII is known") {
    CHECK_FALSE(letter_of("CP866", 0x1F).has_value());
    CHECK_FALSE(letter_of("CP866", 0x7F).has_value());
    CHECK(letter_of("CP874", 'A') == "A");
    CHECK_FALSE(letter_of("CP874", 0xA1).has_value());
}
