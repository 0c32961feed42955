#include "drivers/preview/interpreter.h"

#include <catch2/catch.hpp>

#include "tests/drivers/slips.h"

using namespace otk;
using preview::Interpreter;
using preview::Printout;

namespace {

Printout printed(std::string_view bytes) {
    return Interpreter::create(test::font_folder).value().print(bytes_of(bytes));
}

void warns(std::string_view bytes, std::string_view of) {
    const Printout printout = printed(bytes);
    REQUIRE_FALSE(printout.warnings.empty());
    CHECK(printout.warnings.front().find(of) != std::string::npos);
}

}  // namespace

TEST_CASE("letters are read by the code page that was chosen") {
    // 0x92 0xA5 0xE1 0xE2: "Тест" in CP866.
    const Printout printout =
        printed("\x1B@\x1C.\x1Bt\x11\x92\xA5\xE1\xE2 \xFC 1\n\x1DV\x42" + std::string(1, '\0'));
    CHECK(printout.texts == std::vector<std::string>{"Тест № 1"});
    CHECK(printout.warnings.empty());
    CHECK(printout.cuts == 1);
}

TEST_CASE("what a device would print as rubbish is a warning") {
    warns("\x1B@\x92\n", "no letter of page 0");
    warns("\x1BZ", "ESC 0x5A");
    warns("\x1D\x01", "GS 0x01");
    warns("\x1C&", "FS 0x26");
    warns("\x07", "control byte 0x07");
    warns("\x1Bt\x2E", "code page unknown");
    warns("abc", "no LF");
    warns("\x1D!", "end within a command");
    warns("\x1D!\x80", "no such size");
    warns(
        "\x1B"
        "a\x07",
        "no such alignment");
    warns("\x1DV\x05", "no such cut");
    warns(std::string("\x1Dv0\0\x01\0\x09\0\xFF", 9), "end within the picture");
    warns(std::string("\x1Dv0\0\0\0\0\0", 8), "empty picture");
    warns(std::string("\x1Dv0\x07\x01\0\x01\0\xFF", 9), "no such mode");
    warns(std::string(49, 'a') + "\n", "wider than the paper");
    warns(std::string("\x1Dv0\0\x49\0\x01\0", 8) + std::string(73, '\xFF'), "wider than the paper");
}

TEST_CASE("a picture lands where the head is, dot by dot, its modes double it") {
    const Printout plain = printed(std::string("\x1BJ\x05\x1Dv0\0\x01\0\x02\0\x80\x01", 13));
    // Margin 32, then 5 dots of white.
    CHECK(plain.picture.is_black(32, 37));
    CHECK(plain.picture.is_black(39, 38));
    CHECK_FALSE(plain.picture.is_black(33, 37));
    const Printout doubled = printed(std::string("\x1Dv0\x03\x01\0\x01\0\x80", 9));
    CHECK(doubled.picture.is_black(33, 33));
    CHECK_FALSE(doubled.picture.is_black(34, 33));
    CHECK(plain.warnings.empty());
    CHECK(doubled.warnings.empty());
}

TEST_CASE("lines go on by the line spacing, or by the tallest letter") {
    const auto height = [](std::string_view bytes) { return printed(bytes).picture.height(); };
    const int margins = 64;
    CHECK(height("\x1B"
                 "3\x28"
                 "a\n") == margins + 40);
    CHECK(height("\x1B"
                 "3\x05"
                 "a\n") == margins + 24);
    CHECK(height("\x1D!\x01"
                 "\x1B"
                 "3\x05"
                 "a\n") == margins + 48);
    CHECK(height("\x1B"
                 "3\x28"
                 "\x1B"
                 "d\x03") == margins + 120);
}

TEST_CASE("alignment moves a line, and endless paper ends") {
    const auto left_edge = [](std::string_view bytes) {
        const Printout printout = printed(bytes);
        for (int x = 0; x < printout.picture.width(); ++x) {
            for (int y = 0; y < printout.picture.height(); ++y) {
                if (printout.picture.is_black(x, y)) return x;
            }
        }
        return -1;
    };
    const int left = left_edge("H\n");
    // 576 dots of paper, 12 of letter.
    CHECK(left_edge("\x1B"
                    "a\x01"
                    "H\n") == left + 282);
    CHECK(left_edge("\x1B"
                    "a\x02"
                    "H\n") == left + 564);
    const Printout endless = printed(std::string(2000, '\n'));
    CHECK(endless.warnings.size() == 1);
    CHECK(endless.picture.height() <= 20064);
}
