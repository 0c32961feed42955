#include "drivers/printer/escpos.h"

#include <cstring>

#include <catch2/catch.hpp>

#include "core/qr/qr_code.h"
#include "tests/drivers/slips.h"

using namespace otk;
using namespace otk::printer;

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

TEST_CASE("a long link gives up redundancy before the paper's width, a longer one is refused") {
    // Version 11 (61 modules, 552 dots) is the widest on 576: 251 bytes at M, 321 at L.
    const auto link_of = [](std::size_t size) { return "https://" + std::string(size - 8, 'a'); };
    CHECK(encode_escpos(Slip{{QrBlock{link_of(300)}}}, generic(), nullptr).has_value());
    const auto refused = encode_escpos(Slip{{QrBlock{link_of(322)}}}, generic(), nullptr);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::InvalidInput);
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

TEST_CASE("the shipped slip's bytes are the reviewed ones") {
    Typefaces typefaces = Typefaces::open(test::font_folder).value();
    for (const std::string language : {"ru", "en"}) {
        const Path golden = Path(OTK_SOURCE_DIR) / "tests/golden/escpos" /
                            ("generic-80-phone-" + language + ".bin");
        const Bytes bytes =
            encode_escpos(test::phone_slip(language), generic(), &typefaces).value();
        CHECK((bytes == read_file(golden, 1U << 20U).value()));
    }
}
