#include "drivers/printer/code_page.h"

#include <catch2/catch.hpp>

using namespace otk::printer;

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
    CHECK(byte_of(CodePage::Cp866, U'\u00A0') == 0x20);
}

TEST_CASE("letters of neighbours, quotation marks and control characters have no byte") {
    for (const char32_t letter :
        {U'Ӏ', U'ә', U'Қ', U'«', U'—', U'\n', U'\x1B', U'\x7F', U'é', U'中'}) {
        CHECK_FALSE(byte_of(CodePage::Cp866, letter).has_value());
    }
}
