#include "core/xlsform/xlsx_value.h"

#include <catch2/catch.hpp>

using namespace otk;
using xlsform::cell_address;
using xlsform::date_text;
using xlsform::DateSystem;
using xlsform::is_date_format;
using xlsform::number_text;
using xlsform::unescaped;

TEST_CASE("a number is written as a spreadsheet shows it") {
    CHECK(number_text(1) == "1");
    CHECK(number_text(-7) == "-7");
    CHECK(number_text(2026112201) == "2026112201");
    CHECK(number_text(0.1) == "0.1");
    CHECK(number_text(0.1 + 0.2) == "0.3");
    CHECK(number_text(2.5) == "2.5");
    CHECK(number_text(123456789012345) == "123456789012345");
    CHECK(number_text(1.0 / 3) == "0.333333333333333");
    CHECK(number_text(-0.0) == "0");
}

// Worked by hand from ECMA-376 part 1, 18.17.4.1: 1 is 1 January 1900, and day 60 of that system is
// a 29 February that never was.
TEST_CASE("a date of the 1900 system knows of its phantom day") {
    CHECK(date_text(1, DateSystem::From1900) == "1900-01-01");
    CHECK(date_text(59, DateSystem::From1900) == "1900-02-28");
    CHECK(date_text(61, DateSystem::From1900) == "1900-03-01");
    CHECK(date_text(25569, DateSystem::From1900) == "1970-01-01");
    CHECK(date_text(2958465, DateSystem::From1900) == "9999-12-31");
    CHECK_FALSE(date_text(2958466, DateSystem::From1900).has_value());
    CHECK_FALSE(date_text(-1, DateSystem::From1900).has_value());
}

TEST_CASE("a date of the 1904 system is 1462 days later") {
    CHECK(date_text(0, DateSystem::From1904) == "1904-01-01");
    CHECK(date_text(1462, DateSystem::From1904) == "1908-01-02");
    CHECK(date_text(25569 - 1462, DateSystem::From1904) == "1970-01-01");
}

TEST_CASE("a time of day stands behind the date, or alone") {
    CHECK(date_text(25569.5, DateSystem::From1900) == "1970-01-01T12:00:00");
    CHECK(date_text(0.25, DateSystem::From1900) == "06:00:00");
    CHECK(date_text(0.999999999, DateSystem::From1900) == "1900-01-01");
}

TEST_CASE("a number format shows a date if letters of dates stand outside quotation marks") {
    for (const char* code :
        {"dd.mm.yyyy", "yyyy-mm-dd", "[$-419]d mmmm yyyy", "h:mm", "[h]:mm:ss", "M/D/YY"}) {
        INFO(code);
        CHECK(is_date_format(code));
    }
    for (const char* code : {"General", "0.00", "#,##0 \"days\"", "0.00E+00", "@", "[Red]0", "0\\d",
             "0_d", "\"", "[", "\\", ""}) {
        INFO(code);
        CHECK_FALSE(is_date_format(code));
    }
    CHECK(xlsform::is_builtin_date_format(14));
    CHECK(xlsform::is_builtin_date_format(47));
    CHECK_FALSE(xlsform::is_builtin_date_format(9));
    CHECK_FALSE(xlsform::is_builtin_date_format(49));
}

TEST_CASE("letters that XML cannot hold are escaped in a workbook") {
    CHECK(unescaped("a_x000D_b") == "a\rb");
    CHECK(unescaped("_x005F_x000D_") == "_x000D_");
    CHECK(unescaped("_x0416_") == "Ж");
    CHECK(unescaped("_x20AC_") == "€");
    CHECK(unescaped("my_xlsx_name") == "my_xlsx_name");
    CHECK(unescaped("_xD800_") == "_xD800_");
    CHECK(unescaped("_x00") == "_x00");
    CHECK(unescaped("").empty());
}

TEST_CASE("a cell's address is letters and a number") {
    CHECK(cell_address("A1")->row == 0);
    CHECK(cell_address("BC12")->column == 54);
    CHECK(cell_address("BC12")->row == 11);
    for (const char* text :
        {"", "A", "1", "A0", "a1", "A1B", "ABCD1", "A12345678", "$A$1", "A-1"}) {
        INFO(text);
        CHECK_FALSE(cell_address(text).has_value());
    }
}
