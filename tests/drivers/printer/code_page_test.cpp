#include "drivers/printer/code_page.h"

#include <array>

#include <iconv.h>
#include <catch2/catch.hpp>

using namespace otk::printer;

namespace {

constexpr std::array pages{
    CodePage::Cp437, CodePage::Cp858, CodePage::Cp866, CodePage::Cp1251, CodePage::Cp1252};

/// What the C library makes of a byte of that page; 0 if the page leaves it empty.
char32_t by_iconv(const char* page, std::uint8_t byte) {
    const iconv_t converter = ::iconv_open("UTF-32LE", page);
    // NOLINTNEXTLINE(performance-no-int-to-ptr): what POSIX says that a failure is
    REQUIRE(converter != iconv_t(-1));
    char from = static_cast<char>(byte);
    char32_t to = 0;
    char* in = &from;
    char* out = reinterpret_cast<char*>(&to);
    std::size_t in_left = 1;
    std::size_t out_left = sizeof(to);
    const std::size_t failed = ::iconv(converter, &in, &in_left, &out, &out_left);
    ::iconv_close(converter);
    return failed == 0 ? to : U'\0';
}

}  // namespace

TEST_CASE("every byte of every page is the letter that the C library reads there") {
    for (const CodePage page : pages) {
        const std::string name(name_of(page));
        CAPTURE(name);
        for (int byte = 0x20; byte < 0x100; ++byte) {
            if (byte == 0x7F) continue;
            const char32_t letter = by_iconv(name.c_str(), static_cast<std::uint8_t>(byte));
            CAPTURE(byte);
            if (letter == 0 || letter == U'\u00A0') continue;
            // Windows' pages leave some bytes empty that iconv reads as control characters.
            if (letter >= 0x80 && letter < 0xA0) continue;
            CHECK(byte_of(page, letter) == static_cast<std::uint8_t>(byte));
        }
        CHECK(byte_of(page, U'\u00A0') == 0x20);
    }
}

TEST_CASE("every Russian letter has its byte of CP866") {
    // From the chart of IBM code page 866.
    CHECK(byte_of(CodePage::Cp866, U'А') == 0x80);
    CHECK(byte_of(CodePage::Cp866, U'П') == 0x8F);
    CHECK(byte_of(CodePage::Cp866, U'Р') == 0x90);
    CHECK(byte_of(CodePage::Cp866, U'Я') == 0x9F);
    CHECK(byte_of(CodePage::Cp866, U'а') == 0xA0);
    CHECK(byte_of(CodePage::Cp866, U'п') == 0xAF);
    CHECK(byte_of(CodePage::Cp866, U'р') == 0xE0);
    CHECK(byte_of(CodePage::Cp866, U'я') == 0xEF);
    CHECK(byte_of(CodePage::Cp866, U'Ё') == 0xF0);
    CHECK(byte_of(CodePage::Cp866, U'ё') == 0xF1);
    CHECK(byte_of(CodePage::Cp866, U'№') == 0xFC);
    CHECK(byte_of(CodePage::Cp866, U'·') == 0xFA);
    CHECK(byte_of(CodePage::Cp866, U'~') == 0x7E);
}

TEST_CASE("quotation marks and dashes are in CP1251, not in CP866") {
    for (const char32_t letter : {U'«', U'»', U'—', U'–', U'“', U'”', U'…'}) {
        CHECK_FALSE(byte_of(CodePage::Cp866, letter).has_value());
        CHECK(byte_of(CodePage::Cp1251, letter).has_value());
    }
    CHECK(byte_of(CodePage::Cp1251, U'«') == 0xAB);
    CHECK(byte_of(CodePage::Cp1251, U'—') == 0x97);
}

TEST_CASE("letters of neighbours and control characters have no byte in any page") {
    for (const CodePage page : pages) {
        for (const char32_t letter :
            {U'Ӏ', U'ә', U'Қ', U'\n', U'\x1B', U'\x7F', U'中', U'\uFFFD'}) {
            CHECK_FALSE(byte_of(page, letter).has_value());
        }
    }
}
