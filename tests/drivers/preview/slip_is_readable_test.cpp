#include <catch2/catch.hpp>

#include "drivers/preview/interpreter.h"
#include "drivers/preview/png_file.h"
#include "tests/drivers/slips.h"
#include "tests/support/temporary_folder.h"

using namespace otk;

TEST_CASE(
    "every model's slip is drawn without a warning, its letters exact, its QR read by zbarimg") {
    const test::TemporaryFolder folder;
    preview::Interpreter interpreter = preview::Interpreter::create(test::font_folder).value();
    printer::Typefaces typefaces = printer::Typefaces::open(test::font_folder).value();
    for (const printer::Model& model : printer::models()) {
        CAPTURE(model.name);
        const Bytes bytes = encode_escpos(test::phone_slip("ru"), model, &typefaces).value();
        const preview::Printout printout = interpreter.print(bytes);
        CAPTURE(printout.warnings);
        CHECK(printout.warnings.empty());
        CHECK(printout.texts == std::vector<std::string>{"Расскажите подробнее",
                                    "gorod.example/7K2F", "Зал 2, окно 7 · до 31.12.2026"});
        // The design's slip is 452 dots long: no paper is wasted on words below the symbol. White
        // stands at both ends and before the cut.
        CHECK(printout.picture.height() <= 452 + 3 * preview::Facts{}.margin_dots);
        CHECK(printout.cuts == 1);
        const Path png = folder / "slip.png";
        REQUIRE(write_atomically(png, preview::write_png(printout.picture).value()));
        CHECK(test::read_by_zbarimg(png) == "https://gorod.example/7K2F");
    }
}

TEST_CASE("links of 20 to 300 letters are read back") {
    const test::TemporaryFolder folder;
    preview::Interpreter interpreter = preview::Interpreter::create(test::font_folder).value();
    const printer::Model& model = *printer::model_named("generic-80").value();
    for (const std::size_t size : {20U, 60U, 120U, 250U, 251U, 252U, 300U}) {
        const std::string link =
            "https://gorod.example/" + std::string(size - std::min<std::size_t>(size, 22), 'x');
        const Bytes bytes =
            encode_escpos({{printer::QrBlock{link}, printer::CutBlock{}}}, model, nullptr).value();
        const preview::Printout printout = interpreter.print(bytes);
        CHECK(printout.warnings.empty());
        const Path png = folder / "slip.png";
        REQUIRE(write_atomically(png, preview::write_png(printout.picture).value()));
        CHECK(test::read_by_zbarimg(png) == link);
    }
}

TEST_CASE("words beside the symbol stand clear of its quiet zone and on the paper") {
    preview::Interpreter interpreter = preview::Interpreter::create(test::font_folder).value();
    printer::Typefaces typefaces = printer::Typefaces::open(test::font_folder).value();
    const printer::Model& model = *printer::model_named("generic-80").value();
    const std::string link = "https://gorod.example/7K2F";
    const auto printed = [&](std::vector<printer::TextBlock> beside) {
        const printer::Slip slip{
            {printer::QrBlock{link, printer::Alignment::Left, std::move(beside)}}};
        return interpreter.print(encode_escpos(slip, model, &typefaces).value()).picture;
    };
    const picture::Bitmap alone = printed({});
    const picture::Bitmap both =
        printed({{"Анонимно,\n2 минуты", printer::TextSize::Tall, printer::Weight::Bold},
            {"Наведите камеру"}});
    const int margin = preview::Facts{}.margin_dots;
    const int side = 264;
    int black_beside = 0;
    for (int y = 0; y < both.height(); ++y) {
        for (int x = 0; x < both.width(); ++x) {
            const bool is_symbol = x < margin + side;
            if (is_symbol) CHECK(both.is_black(x, y) == alone.is_black(x, y));
            if (!is_symbol && both.is_black(x, y)) {
                ++black_beside;
                CHECK(x < margin + model.width_dots);
            }
        }
    }
    // 30 letters of some 100 to 250 black dots.
    CHECK(black_beside > 3'000);
    CHECK(black_beside < 10'000);
}
