#include "drivers/page/page.h"

#include <array>
#include <cstdio>
#include <memory>

#include <catch2/catch.hpp>

#include "tests/drivers/slips.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using page::PageStyle;
using page::write_pdf;

namespace {

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(command.c_str(), "r"), ::pclose);
    std::string text;
    std::array<char, 1024> part{};
    while (pipe && std::fgets(part.data(), static_cast<int>(part.size()), pipe.get()) != nullptr)
        text += part.data();
    return text;
}

/// A PDF as poppler's tools see it.
struct Seen {
    std::string text;
    std::string info;
    std::string link;
};

Seen seen(const printer::Slip& slip, const PageStyle& style) {
    const test::TemporaryFolder folder;
    const std::string pdf = (folder / "page.pdf").string();
    REQUIRE(write_atomically(pdf, write_pdf(slip, style).value()));
    output_of("pdftoppm -r 200 -png -singlefile '" + pdf + "' '" + pdf + "'");
    return {output_of("pdftotext -raw '" + pdf + "' -"), output_of("pdfinfo '" + pdf + "'"),
        test::read_by_zbarimg(pdf + ".png")};
}

void refuses(const printer::Slip& slip, const PageStyle& style, std::string_view why) {
    const auto made = write_pdf(slip, style);
    REQUIRE_FALSE(made);
    CHECK(made.error().kind == ErrorKind::InvalidInput);
    CAPTURE(made.error().context);
    CHECK(made.error().context.find(why) != std::string::npos);
}

}  // namespace

TEST_CASE("the shipped slip as a PDF has its words, its symbol, and the slip's size") {
    const Seen slip = seen(test::phone_slip("ru"), {});
    CHECK(slip.text.starts_with("Расскажите подробнее\n"));
    for (const char* words : {"Анонимно,\n2 минуты\n", "Наведите камеру\nили наберите\nадрес:\n",
             "gorod.example/7K2F\n", "Зал 2, окно 7 · до 31.12.2026\n"}) {
        CAPTURE(slip.text);
        CHECK(slip.text.find(words) != std::string::npos);
    }
    CHECK(slip.link == "https://gorod.example/7K2F");
    CAPTURE(slip.info);
    CHECK(slip.info.find("Pages:           1\n") != std::string::npos);
    // 80 mm are 226.8 points.
    CHECK(slip.info.find("Page size:       226.772 x ") != std::string::npos);
}

TEST_CASE("a narrow slip has its words below the symbol, a long link its modules smaller") {
    printer::Slip slip = test::phone_slip("ru");
    CHECK(seen(slip, {.width_mm = 58}).link == "https://gorod.example/7K2F");
    const std::string link = "https://gorod.example/" + std::string(278, 'x');
    slip.blocks = {printer::QrBlock{link}};
    CHECK(seen(slip, {.width_mm = 58}).link == link);
    refuses({{printer::QrBlock{"https://" + std::string(800, 'x')}}}, {.width_mm = 58},
        "wider than the paper");
}

TEST_CASE("letters outside every code page are letters of the page, not pictures") {
    const Seen slip = seen({{printer::TextBlock{"«Ӏаьржа» — Қазақ, Әлем"}}}, {});
    CHECK(slip.text.find("«Ӏаьржа» — Қазақ, Әлем") != std::string::npos);
}

TEST_CASE("the same slip makes the same bytes, whatever the time") {
    const Bytes first = write_pdf(test::phone_slip("ru"), {}).value();
    CHECK((write_pdf(test::phone_slip("ru"), {}).value() == first));
    CHECK(text_of(first).find("/CreationDate (20000101000000)") != std::string_view::npos);
}

TEST_CASE("the page as PWG raster has the page's size in dots, and one page only") {
    const Bytes raster = page::write_pwg_raster(test::phone_slip("ru"), {}, 203).value();
    const auto number = [&raster](std::size_t offset) {
        std::uint32_t value = 0;
        for (std::size_t byte = 0; byte < 4; ++byte)
            value = value << 8U | raster.at(4 + offset + byte);
        return value;
    };
    CHECK(text_of(raster).starts_with(std::string_view("RaS2PwgRaster\0", 14)));
    CHECK(number(276) == 203);  // HWResolution
    CHECK(number(372) == 639);  // cupsWidth: 80 mm
    CHECK(number(376) > 400);   // cupsHeight
    CHECK(number(376) < 600);
    CHECK(number(388) == 8);   // cupsBitsPerPixel
    CHECK(number(400) == 18);  // cupsColorSpace: sgray
    CHECK(number(452) == 1);   // TotalPageCount
    // White and black runs are packed: 639 × 500 dots are 320 kB.
    CHECK(raster.size() < 40'000);
}

TEST_CASE("a page of more dots than memory is kept for is refused") {
    const auto made = page::write_pwg_raster(test::phone_slip("ru"), {}, 10'000);
    REQUIRE_FALSE(made);
    CHECK(made.error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("what does not fit a page is refused") {
    refuses({{printer::TextBlock{std::string(80, 'w'), printer::TextSize::Large}}}, {},
        "a word is wider than the page");
    printer::Slip slip;
    for (int line = 0; line < 30; ++line)
        slip.blocks.emplace_back(printer::TextBlock{"Зал", printer::TextSize::Large});
    refuses(slip, {.height_mm = 100}, "longer than the page");
    CHECK(write_pdf(slip, {.height_mm = 297}).has_value());
}
