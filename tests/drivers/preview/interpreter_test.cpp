#include "drivers/preview/interpreter.h"

#include <catch2/catch.hpp>

#include "tests/drivers/slips.h"

using namespace otk;
using preview::Interpreter;
using preview::Printout;

namespace {

using preview::Extra;

/// A printer that knows everything.
preview::Facts able() {
    preview::Facts facts;
    facts.pages = {{0, "CP437"}, {16, "CP1252"}, {17, "CP866"}, {19, "CP858"}, {46, "CP1251"}};
    facts.extras = {Extra::RasterImage, Extra::Graphics, Extra::BitImage, Extra::QrSymbol,
        Extra::Cut, Extra::Ejector};
    return facts;
}

Printout printed(std::string_view bytes, const preview::Facts& facts = able()) {
    return Interpreter::create(test::font_folder, facts).value().print(bytes_of(bytes));
}

/// "GS ( k" with its length.
std::string symbol_command(std::string_view data) {
    std::string command = "\x1D(k";
    command += static_cast<char>(data.size() % 256);
    command += static_cast<char>(data.size() / 256);
    return command + std::string(data);
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
    warns("\x1Bt\x2E\x98\n", "no letter of page CP1251");
    warns("\x1BZ", "ESC 0x5A");
    warns("\x1D\x01", "GS 0x01");
    warns("\x1C&", "FS 0x26");
    warns("\x07", "control byte 0x07");
    warns("\x1Bt\x2F", "code page unknown");
    warns("abc", "no LF");
    warns("\x1D!", "end within a command");
    warns("\x1D!\x80", "no such size");
    warns(
        "\x1B"
        "a\x07",
        "no such alignment");
    warns("\x1DV\x05", "no such cut");
    warns(std::string("\x1Dv0\0\x01\0\x09\0\xFF", 9), "end within a command's data");
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

TEST_CASE("a command that this printer does not know is a warning, though it is read") {
    preview::Facts plain;
    plain.extras = {};
    const std::string raster("\x1Dv0\0\x01\0\x01\0\xFF", 9);
    const std::string graphics(
        "\x1D(L\x0B\0\x30\x70\x30\x01\x01\x31\x08\0\x01\0\xFF\x1D(L\x02\0\x30\x32", 23);
    const std::string band("\x1B*\x21\x01\0\xFF\xFF\xFF\n", 9);
    for (const std::string& bytes : {raster, graphics, band, std::string("\x1DV\x42\0", 4),
             std::string("\x1Bi"), std::string("\x1D\x65\x05"), symbol_command("1C\x08")}) {
        CHECK(printed(bytes).warnings.empty());
        const Printout refused = printed(bytes, plain);
        REQUIRE_FALSE(refused.warnings.empty());
        CHECK(refused.warnings.front().find("not known to this printer") != std::string::npos);
        CHECK(refused.picture.height() == printed(bytes).picture.height());
    }
}

TEST_CASE("the three ways to send a picture put the same dots on the paper") {
    // 9 dots wide, 24 high: the first and the last column, and the last row.
    std::string rows;
    for (int y = 0; y < 24; ++y)
        rows += y == 23 ? std::string("\xFF\x80") : std::string("\x80\x80");
    std::string columns("\xFF\xFF\xFF");
    for (int x = 1; x < 8; ++x)
        columns += std::string("\0\0\x01", 3);
    columns += "\xFF\xFF\xFF";
    const Printout raster = printed(std::string("\x1Dv0\0\x02\0\x18\0", 8) + rows);
    const Printout graphics =
        printed(std::string("\x1D(L\x3A\0\x30\x70\x30\x01\x01\x31\x09\0\x18\0", 15) + rows +
                std::string("\x1D(L\x02\0\x30\x32", 7));
    const Printout band = printed(std::string("\x1B\x33\x18\x1B*\x21\x09\0", 8) + columns + "\n");
    CHECK(raster.warnings.empty());
    CHECK(graphics.warnings.empty());
    CHECK(band.warnings.empty());
    CHECK(raster.picture.is_black(32, 32));
    CHECK(raster.picture.is_black(40, 55));
    CHECK((graphics.picture == raster.picture));
    CHECK((band.picture == raster.picture));
}

TEST_CASE("graphics and bit images that the reference does not allow are warnings") {
    const auto graphics = [](std::string_view data) {
        std::string command = "\x1D(L";
        command += static_cast<char>(data.size());
        command += '\0';
        return command + std::string(data);
    };
    warns(graphics("02"), "no picture is stored");
    warns(graphics("0Z"), "unknown function");
    warns(graphics("1p"), "m = 48");
    warns(graphics("0p0"), "too short");
    warns(graphics(std::string("0p0\x03\x01\x31\x08\0\x01\0\xFF", 11)), "doubled or not");
    warns(graphics(std::string("0p0\x01\x01\x31\x08\0\x02\0\xFF", 11)), "does not fit");
    warns(graphics(std::string("0p0\x01\x01\x31\0\0\x01\0", 10)), "1 to 2400");
    warns(std::string("\x1B*\x02\x01\0\xFF\n", 7), "no such mode");
    warns(std::string("\x1B*\x21\0\0\n", 6), "1 to 2047 columns");
    warns(std::string("a\x1B*\x01\x01\0\xFF\n", 8), "beside something else");
}

TEST_CASE("a printer draws a QR symbol itself, with what was set for it") {
    const std::string link = "https://gorod.example/7K2F";
    const std::string set =
        symbol_command(std::string("1A2\0", 4)) + symbol_command("1C\x08") + symbol_command("1E1");
    const Printout drawn = printed(set + symbol_command("1P0" + link) + symbol_command("1Q0"));
    CAPTURE(drawn.warnings);
    CHECK(drawn.warnings.empty());
    CHECK(drawn.links == std::vector<std::string>{link});
    // 25 modules of 8 dots, the finder's corner first.
    CHECK(drawn.picture.height() == 64 + 200);
    CHECK(drawn.picture.is_black(32, 32));
    CHECK(drawn.picture.is_black(32 + 199, 32));
    CHECK_FALSE(drawn.picture.is_black(32 + 200, 32));
    warns(symbol_command("1Q0"), "no symbol can be made");
    warns(symbol_command("0Q0"), "unknown kind of symbol");
    warns(symbol_command("1Z0"), "unknown function");
    warns(symbol_command("1C\x11"), "1 to 16 dots");
    warns(symbol_command("1E5"), "no such level");
    warns(symbol_command("1A9\x01"), "no such model");
    warns(symbol_command("1P0" + std::string(800, 'a')) + symbol_command("1C\x10") +
              symbol_command("1Q0"),
        "wider than the paper");
}

TEST_CASE("a presenter holds the slip out") {
    const Printout presented = printed("a\n\x1Bi\x1D\x65\x03\x06");
    CHECK(presented.warnings.empty());
    CHECK(presented.cuts == 1);
    CHECK(presented.is_presented);
    CHECK(printed("\x1D\x65\x20\x06\x1E").is_presented);
    CHECK_FALSE(printed("\x1D\x65\x02").is_presented);
    warns("\x1D\x65\x07", "no such deed");
}

TEST_CASE("lengths are in the printer's own units") {
    preview::Facts half = able();
    half.units_per_inch = 406;
    CHECK(printed("\x1BJ\x50", half).picture.height() == 64 + 40);
    CHECK(printed("\x1B\x33\x50\n", half).picture.height() == 64 + 40);
}
