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
    for (const printer::Model& model : printer::models()) {
        CAPTURE(model.name);
        const Bytes bytes = encode_escpos(test::phone_slip("ru"), model, nullptr).value();
        const preview::Printout printout = interpreter.print(bytes);
        CHECK(printout.warnings == std::vector<std::string>{});
        CHECK(printout.texts == std::vector<std::string>{"Расскажите подробнее",
                                    "Анонимно, 2 минуты", "Наведите камеру или наберите адрес:",
                                    "gorod.example/7K2F", "Зал 2, окно 7 · до 31.12.2026"});
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
