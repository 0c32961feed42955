#include "drivers/printer/escpos.h"

#include <cstring>

#include <catch2/catch.hpp>

#include "core/qr/qr_code.h"
#include "drivers/printer/escpos_writer.h"
#include "tests/drivers/slips.h"

using namespace otk;
using namespace otk::printer;
using namespace std::string_literals;

namespace {

const Model& generic() {
    return *model_named("generic-80").value();
}

Bytes encoded(std::vector<Block> blocks, Typefaces* typefaces = nullptr) {
    return encode_escpos(Slip{std::move(blocks)}, generic(), typefaces).value();
}

/// ESC @, FS ., ESC t 17: what every slip begins with.
const std::string beginning = "\x1B@\x1C.\x1Bt\x11";

std::string as_text(const Bytes& bytes) {
    return std::string(text_of(bytes));
}

}  // namespace

TEST_CASE("a text is sent in CP866 with only the commands that change something") {
    // Line spacing 28 (24 and a sixth), size and weight are the defaults after ESC @.
    CHECK(as_text(encoded({TextBlock{"Зал"}, TextBlock{"abc"}})) == beginning +
                                                                        "\x1B"
                                                                        "3\x1C"
                                                                        "\x87\xA0\xAB\n"
                                                                        "abc\n");
    // Large: 2 × 2 cells, 48 dots and a sixth; bold on; then back.
    CHECK(as_text(encoded({TextBlock{"A", TextSize::Large, Weight::Bold, Alignment::Centre},
              TextBlock{"b"}})) == beginning + std::string("\x1B"
                                                           "3\x38\x1B"
                                                           "a\x01\x1B"
                                                           "E\x01\x1D!\x11"
                                                           "A\n"
                                                           "\x1B"
                                                           "3\x1C\x1B"
                                                           "a\0\x1B"
                                                           "E\0\x1D!\0b\n",
                                                   28));
    CHECK(as_text(encoded({TextBlock{"1", TextSize::Tall}})) == beginning +
                                                                    "\x1B"
                                                                    "3\x38\x1D!\x01"
                                                                    "1\n");
}

TEST_CASE("a cut feeds to the knife and leaves a bridge; white paper is fed in dots") {
    CHECK(as_text(encoded({CutBlock{}})) == beginning + std::string("\x1DV\x42\0", 4));
    CHECK(as_text(encoded({SpaceBlock{10}})) == beginning + "\x1BJ\x50");  // 80 dots
    CHECK(
        as_text(encoded({SpaceBlock{50}})) == beginning + "\x1BJ\xFF\x1BJ\x91");  // 400 = 255 + 145
}

TEST_CASE("a rule is a black picture across the paper") {
    const Bytes bytes = encoded({RuleBlock{0.5}});  // 4 dots
    const std::string head = beginning + std::string("\x1Dv0\0\x48\0\x04\0", 8);
    CHECK(as_text(bytes) == head + std::string(72 * 4, '\xFF'));
}

TEST_CASE("a QR symbol has modules of 8 dots, 4 modules of white around, in slices of 4 KiB") {
    const Bytes bytes = encoded({QrBlock{"https://gorod.example/7K2F"}});
    const qr::QrCode code = qr::encode("https://gorod.example/7K2F", qr::Level::Medium).value();
    // 25 modules and 8 of white: 264 dots, 33 bytes a row; 4096 / 33 = 124 rows a slice.
    const int side = 264;
    std::size_t at = beginning.size();
    std::vector<Bytes> rows;
    for (const int count : {124, 124, 16}) {
        const std::array<std::uint8_t, 8> head{
            0x1D, 'v', '0', 0, 33, 0, static_cast<std::uint8_t>(count), 0};
        REQUIRE(
            std::equal(head.begin(), head.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at)));
        at += head.size();
        for (int row = 0; row < count; ++row, at += 33) {
            const auto first = bytes.begin() + static_cast<std::ptrdiff_t>(at);
            rows.emplace_back(first, first + 33);
        }
    }
    CHECK(at == bytes.size());
    REQUIRE(rows.size() == side);
    for (int y = 0; y < side; ++y) {
        for (int module_x = 0; module_x < 33; ++module_x) {
            // A module is 8 dots wide: exactly one byte.
            const bool dark = code.is_dark(module_x - 4, y / 8 - 4);
            CHECK(rows[static_cast<std::size_t>(y)][static_cast<std::size_t>(module_x)] ==
                  (dark ? 0xFF : 0x00));
        }
    }
}

TEST_CASE("a symbol wider than the paper is refused before anything is drawn") {
    const QrBlock symbol{"https://gorod.example/" + std::string(700, 'a')};
    const Model& narrow = *model_named("generic-58").value();
    const auto refused = encode_escpos(Slip{{symbol}}, narrow, nullptr);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::InvalidInput);
    CHECK(refused.error().context ==
          "slip: a link of 722 bytes: its QR symbol is wider than the paper of 48 mm, even with "
          "modules of 0.5 mm");
    CHECK(encode_escpos(Slip{{symbol}}, generic(), nullptr).has_value());
}

TEST_CASE("a letter that the code page lacks turns its line into a picture, never into '?'") {
    Typefaces typefaces = Typefaces::open(test::font_folder).value();
    const std::string text = as_text(encoded({TextBlock{"Ӏаьржа"}, TextBlock{"Зал"}}, &typefaces));
    // The whole line is one picture of the paper's width (72 bytes a row); the next line is text.
    CHECK(text.starts_with(beginning + std::string("\x1Dv0\0\x48\0", 6)));
    const std::size_t rows = static_cast<unsigned char>(text[beginning.size() + 6]);
    CHECK(text.substr(beginning.size() + 8 + 72 * rows) ==
          "\x1B"
          "3\x1C\x87\xA0\xAB\n");
    const auto without = encode_escpos(Slip{{TextBlock{"Ӏ"}}}, generic(), nullptr);
    REQUIRE_FALSE(without);
    CHECK(without.error().kind == ErrorKind::Unsupported);
}

TEST_CASE("a text too wide for its size wraps, a word too wide gets narrow, then is refused") {
    // 24 large letters a line, 48 narrow ones.
    const std::string word_30(30, 'a');
    CHECK(as_text(encoded({TextBlock{word_30, TextSize::Large}})) == beginning +
                                                                         "\x1B"
                                                                         "3\x38\x1D!\x01" +
                                                                         word_30 + "\n");
    CHECK(as_text(encoded({TextBlock{std::string(24, 'a') + " b", TextSize::Large}})) ==
          beginning +
              "\x1B"
              "3\x38\x1D!\x11" +
              std::string(24, 'a') + "\nb\n");
    const auto refused =
        encode_escpos(Slip{{TextBlock{std::string(49, 'a'), TextSize::Large}}}, generic(), nullptr);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().context == "slip: a word is wider than the paper");
}

TEST_CASE("words beside the symbol are in its picture; without room or typeface they stand below") {
    Typefaces typefaces = Typefaces::open(test::font_folder).value();
    const std::vector<TextBlock> words{TextBlock{"Зал", TextSize::Tall, Weight::Bold}};
    const QrBlock symbol{"https://gorod.example/7K2F", Alignment::Left, words};
    // One picture over the paper's width, 56 rows of 72 bytes a slice, 264 rows in all.
    const std::string together = as_text(encoded({symbol}, &typefaces));
    CHECK(together.starts_with(beginning + std::string("\x1Dv0\0\x48\0\x38\0", 8)));
    CHECK(together.size() == beginning.size() + 5 * 8 + 264 * 72);
    // The symbol alone, then the words as text.
    const std::string tail =
        "\x1B"
        "3\x38\x1B"
        "E\x01\x1D!\x01\x87\xA0\xAB\n";
    const std::string alone = as_text(encoded({QrBlock{symbol.link}}));
    CHECK(as_text(encoded({symbol})) == alone + tail);
    const QrBlock wide{symbol.link, Alignment::Left, {TextBlock{std::string(40, 'a')}}};
    CHECK(as_text(encoded({wide}, &typefaces)) == alone +
                                                      "\x1B"
                                                      "3\x1C" +
                                                      std::string(40, 'a') + "\n");
}

TEST_CASE("a letter that neither printer nor font knows is refused, beside a symbol too") {
    Typefaces typefaces = Typefaces::open(test::font_folder).value();
    const TextBlock chinese{"Зал 中"};
    for (const Block& block :
        {Block{chinese}, Block{QrBlock{"https://gorod.example", Alignment::Left, {chinese}}}}) {
        const auto refused = encode_escpos(Slip{{block}}, generic(), &typefaces);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == ErrorKind::InvalidInput);
        CHECK(refused.error().context ==
              "slip: a text has a letter that neither printer nor font knows");
    }
}

TEST_CASE("a line goes to the page that has its letters, and the next stays there") {
    const Model& model = *model_named("epson-tm-t20iii").value();
    const auto bytes = encode_escpos(
        Slip{{TextBlock{"Зал"}, TextBlock{"«Зал»"}, TextBlock{"Зал"}, TextBlock{"├"}}}, model,
        nullptr);
    // CP866, then CP1251 (46), which has the third line too, then back for the frame.
    CHECK(as_text(bytes.value()) == beginning +
                                        "\x1B\x33\x1C\x87\xA0\xAB\n"
                                        "\x1Bt\x2E\xAB\xC7\xE0\xEB\xBB\n"
                                        "\xC7\xE0\xEB\n"
                                        "\x1Bt\x11\xC3\n");
}

TEST_CASE("a printer that knows QR symbols is told the text, the module and the level") {
    const Model& model = *model_named("epson-tm-t20iii").value();
    const QrBlock symbol{"https://gorod.example/7K2F", Alignment::Left, {TextBlock{"a"}}};
    const auto bytes = encode_escpos(Slip{{symbol}}, model, nullptr);
    // Epson's reference, GS ( k 165, 167, 169, 180, 181: model 2, 8 dots, level M; 26 + 3 bytes to
    // store. Four modules of white above and below, the symbol in the middle.
    CHECK(as_text(bytes.value()) == beginning +
                                        "\x1B\x61\x01\x1BJ\x20"
                                        "\x1D(k\x04\0\x31\x41\x32\0"
                                        "\x1D(k\x03\0\x31\x43\x08"
                                        "\x1D(k\x03\0\x31\x45\x31"
                                        "\x1D(k\x1D\0\x31\x50\x30"s +
                                        symbol.link + "\x1D(k\x03\0\x31\x51\x30\x1BJ\x20"s +
                                        "\x1B\x33\x1C\x1B\x61\0"
                                        "a\n"s);
}

TEST_CASE("a picture is sent by the command that the model knows best") {
    const std::vector<Block> rule{RuleBlock{0.5}};
    const auto sent = [&](std::string_view model) {
        return as_text(encode_escpos(Slip{rule}, *model_named(model).value(), nullptr).value());
    };
    // 512 dots, 4 rows, each dot sent for two by two: 64 bytes and 10 of parameters; then function
    // 50 prints.
    CHECK(sent("epson-tm-t88vi") == beginning +
                                        "\x1D(L\x4A\0\x30\x70\x30\x02\x02\x31\0\x01\x02\0"s +
                                        std::string(32 * 2, '\xFF') + "\x1D(L\x02\0\x30\x32"s);
    // The same by GS v 0; 504 dots are no pairs of whole bytes, so only rows are doubled.
    CHECK(sent("epson-tm-t20ii") ==
          beginning + "\x1Dv0\x03\x24\0\x02\0"s + std::string(36 * 2, '\xFF'));
    CHECK(sent("bixolon-srp-350iii") ==
          beginning + "\x1Dv0\x02\x3F\0\x02\0"s + std::string(63 * 2, '\xFF'));
    // A printer that draws no symbols is sent every dot.
    CHECK(sent("generic-80") == beginning + "\x1Dv0\0\x48\0\x04\0"s + std::string(72 * 4, '\xFF'));
    // 504 columns of which the upper four dots are black, in a band of 24: 3 bytes each.
    std::string columns;
    for (int column = 0; column < 504; ++column)
        columns += "\xF0\0\0"s;
    CHECK(sent("bixolon-srp-350") ==
          "\x1B@\x1C.\x1Bt\0\x1B\x33\x18\x1B*\x21\xF8\x01"s + columns + "\n");
}

TEST_CASE("a logo stands where it was aligned, and shrinks to the paper") {
    picture::Bitmap logo(16, 2);
    logo.fill(0, 0, 16, 2);
    // Right on 576 dots: 70 bytes of white, then two black.
    CHECK(as_text(encoded({LogoBlock{logo, Alignment::Right}})) ==
          beginning + "\x1Dv0\0\x48\0\x02\0"s + std::string(70, '\0') + "\xFF\xFF" +
              std::string(70, '\0') + "\xFF\xFF");
    picture::Bitmap wide(768, 4);
    wide.fill(0, 0, 768, 4);
    const Model& narrow = *model_named("generic-58").value();
    CHECK(as_text(encode_escpos(Slip{{LogoBlock{wide}}}, narrow, nullptr).value()) ==
          beginning + "\x1Dv0\0\x30\0\x02\0"s + std::string(96, '\xFF'));
}

TEST_CASE("lengths are given in the printer's own units") {
    const Model& model = *model_named("epson-tm-t88iv").value();
    const auto bytes =
        encode_escpos(Slip{{SpaceBlock{10}, TextBlock{"a"}, CutBlock{}}}, model, nullptr);
    // 10 mm are 71 dots of 1/180 inch, so 142 of 1/360; 28 dots of line are 56.
    CHECK(as_text(bytes.value()) == beginning +
                                        "\x1BJ\x8E\x1B\x33\x38"
                                        "a\n" +
                                        "\x1DV\x42\0"s);
}

TEST_CASE("every way to end a slip is the one of its model") {
    const auto ended = [](std::string_view model) {
        const auto bytes =
            encode_escpos(Slip{{CutBlock{}}}, *model_named(model).value(), nullptr).value();
        return as_text(bytes).substr(as_text(bytes).find("\x1Bt") + 3);
    };
    CHECK(ended("generic-58") == "\x1B\x64\x05");
    CHECK(ended("generic-80") == "\x1DV\x42\0"s);
    CHECK(ended("rongta-rp332") == "\x1DV\x41\0"s);
    // Cut, then held out by six steps of 7 mm; what waited before was ejected first.
    CHECK(ended("custom-vkp80iii") == "\x1Bi\x1D\x65\x03\x06");
    const Model& kiosk = *model_named("custom-vkp80iii").value();
    CHECK(as_text(encode_escpos(Slip{{CutBlock{}}}, kiosk, nullptr).value())
              .starts_with("\x1B@\x1C.\x1D\x65\x05\x1Bt\x11"));
    CHECK(take_back_escpos(kiosk) == Bytes{0x1D, 0x65, 0x02});
}

TEST_CASE("every model's bytes for the shipped slip are the reviewed ones") {
    Typefaces typefaces = Typefaces::open(test::font_folder).value();
    for (const Model& model : models()) {
        for (const std::string language : {"ru", "en"}) {
            // English differs from Russian in words only: one model stands for all.
            if (language == "en" && model.name != "generic-80") continue;
            const std::string name = std::string(model.name) + "-phone-" + language + ".bin";
            CAPTURE(name);
            const Bytes bytes =
                encode_escpos(test::phone_slip(language), model, &typefaces).value();
            const auto golden =
                read_file(Path(OTK_SOURCE_DIR) / "tests/golden/escpos" / name, 1U << 20U);
            REQUIRE(golden);
            CHECK((bytes == *golden));
        }
    }
}
