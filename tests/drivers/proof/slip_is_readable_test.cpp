#include <algorithm>
#include <initializer_list>
#include <set>

#include <catch2/catch.hpp>

#include "core/base/format.h"
#include "drivers/preview/interpreter.h"
#include "drivers/preview/png_file.h"
#include "drivers/proof/facts.h"
#include "tests/drivers/slips.h"
#include "tests/support/temporary_folder.h"

using namespace otk;

namespace {

using Lines = std::vector<std::string>;

preview::Printout printed(
    const printer::Slip& slip, const printer::Model& model, printer::Typefaces* typefaces) {
    auto interpreter =
        preview::Interpreter::create(test::font_folder, proof::facts_of(model)).value();
    return interpreter.print(encode_escpos(slip, model, typefaces).value());
}

bool has_russian(const printer::Model& model) {
    return model.pages.front().page == printer::CodePage::Cp866;
}

/// The lines of the shipped slip that a model prints with its own letters.
Lines phone_lines(const printer::Model& model) {
    const bool is_narrow = model.width_dots < 400;
    if (!has_russian(model)) {
        // Line by line what has a Russian letter is drawn; on narrow paper the day has its own line.
        return is_narrow ? Lines{"gorod.example/7K2F", "31.12.2026"} : Lines{"gorod.example/7K2F"};
    }
    Lines lines;
    if (is_narrow) {
        lines = {"Расскажите", "подробнее"};
    } else {
        lines = {"Расскажите подробнее"};
    }
    // Beside a symbol that is a picture the words are in the picture; on narrow paper they find no
    // room there.
    if (model.native_qr || is_narrow) {
        lines.insert(
            lines.end(), {"Анонимно,", "2 минуты", "Наведите камеру", "или наберите", "адрес:"});
    }
    lines.insert(lines.end(), {"gorod.example/7K2F", "Зал 2, окно 7 · до 31.12.2026"});
    return lines;
}

/// A printer like that one whose row says something else of native symbols.
printer::Model with_native_qr(printer::Model model, bool native) {
    model.native_qr = native;
    return model;
}

/// A slip with nothing but a link, of each length on each model, is read as what it was made of.
void check_links(std::initializer_list<std::size_t> sizes) {
    const test::TemporaryFolder folder;
    std::vector<Path> pictures;
    Lines links;
    // Models that draw the same are read once: zbarimg takes its time.
    std::set<Bytes> seen;
    for (const printer::Model& row : printer::models()) {
        for (const bool native : {false, true}) {
            const printer::Model model = with_native_qr(row, native);
            CAPTURE(model.name, native);
            for (const std::size_t size : sizes) {
                const std::string link = "https://gorod.ru/" + std::string(size - 17, 'x');
                const preview::Printout printout =
                    printed({{printer::QrBlock{link}, printer::CutBlock{}}}, model, nullptr);
                CAPTURE(printout.warnings);
                CHECK(printout.warnings.empty());
                if (native) CHECK(printout.links == Lines{link});
                const Bytes png = preview::write_png(printout.picture).value();
                if (!seen.insert(png).second) continue;
                pictures.push_back(folder.path() / format("{:04}.png", pictures.size()));
                links.push_back(link);
                REQUIRE(write_atomically(pictures.back(), png));
            }
        }
    }
    CHECK(test::read_by_zbarimg(pictures) == links);
}

}  // namespace

TEST_CASE("every model's slip is drawn without a warning, its letters exact") {
    const test::TemporaryFolder folder;
    printer::Typefaces typefaces = printer::Typefaces::open(test::font_folder).value();
    std::vector<Path> pictures;
    for (const printer::Model& model : printer::models()) {
        CAPTURE(model.name);
        const preview::Printout printout = printed(test::phone_slip("ru"), model, &typefaces);
        CAPTURE(printout.warnings);
        CHECK(printout.warnings.empty());
        CHECK(printout.texts == phone_lines(model));
        CHECK(printout.cuts == (model.cutter == printer::Cutter::None ? 0 : 1));
        CHECK(printout.is_presented == (model.presenter != printer::Presenter::None));
        if (model.native_qr) {
            CHECK(printout.links == Lines{"https://gorod.example/7K2F"});
        }
        pictures.push_back(folder.path() / (std::string(model.name) + ".png"));
        REQUIRE(write_atomically(pictures.back(), preview::write_png(printout.picture).value()));
    }
    CHECK(test::read_by_zbarimg(pictures) == Lines(pictures.size(), "https://gorod.example/7K2F"));
}

TEST_CASE("the shipped slip on 80 mm is as short as its design") {
    printer::Typefaces typefaces = printer::Typefaces::open(test::font_folder).value();
    const printer::Model& model = *printer::model_named("generic-80").value();
    const preview::Printout printout = printed(test::phone_slip("ru"), model, &typefaces);
    // The design's slip is 452 dots long: no paper is wasted on words below the symbol. White
    // stands at both ends and before the cut.
    CHECK(printout.picture.height() <= 452 + 3 * preview::Facts{}.margin_dots);
}

TEST_CASE("the shortest and the longest link are read back from every model, native and raster") {
    check_links({20, 300});
}
// Long: ctest -C long (scripts/check long).
TEST_CASE("links of lengths between are read back from every model, native and raster", "[.long]") {
    check_links({84, 107, 251});
}

TEST_CASE("a line is in the first of a model's pages that has its letters, else it is drawn") {
    printer::Typefaces typefaces = printer::Typefaces::open(test::font_folder).value();
    const Lines lines{"Окно № 7 · зал", "«Мои документы»", "Ӏаьржа", "Справка", "café"};
    printer::Slip slip;
    for (const std::string& line : lines)
        slip.blocks.emplace_back(printer::TextBlock{line, printer::TextSize::Tall});
    slip.blocks.emplace_back(printer::CutBlock{});
    for (const printer::Model& model : printer::models()) {
        CAPTURE(model.name);
        const preview::Printout printout = printed(slip, model, &typefaces);
        CAPTURE(printout.warnings);
        CHECK(printout.warnings.empty());
        const auto knows = [&](printer::CodePage page) {
            return std::any_of(model.pages.begin(), model.pages.end(),
                [&](const printer::PageNumber& known) { return known.page == page; });
        };
        Lines wanted;
        if (knows(printer::CodePage::Cp866)) wanted.push_back(lines[0]);
        if (knows(printer::CodePage::Cp1251)) wanted.push_back(lines[1]);
        if (knows(printer::CodePage::Cp866)) wanted.push_back(lines[3]);
        wanted.push_back(lines[4]);  // CP437 has é, and every model has CP437
        CHECK(printout.texts == wanted);
    }
}

TEST_CASE("a slip with a logo and in both languages is clean on every model") {
    printer::Typefaces typefaces = printer::Typefaces::open(test::font_folder).value();
    printer::Slip slip = test::phone_slip("ru+en");
    picture::Bitmap logo(400, 60);
    logo.fill(0, 0, 400, 60);
    slip.blocks.insert(slip.blocks.begin(), printer::LogoBlock{logo, printer::Alignment::Centre});
    for (const printer::Model& model : printer::models()) {
        CAPTURE(model.name);
        const preview::Printout printout = printed(slip, model, &typefaces);
        CAPTURE(printout.warnings);
        CHECK(printout.warnings.empty());
        CHECK(std::count(printout.texts.begin(), printout.texts.end(), "Tell us more") == 1);
        // The logo is the first thing on the paper, in its middle.
        const int margin = preview::Facts{}.margin_dots;
        CHECK(printout.picture.is_black(margin + model.width_dots / 2, margin + 20));
    }
}

TEST_CASE("words beside the symbol stand clear of its quiet zone and on the paper") {
    printer::Typefaces typefaces = printer::Typefaces::open(test::font_folder).value();
    const printer::Model& model = *printer::model_named("generic-80").value();
    const std::string link = "https://gorod.example/7K2F";
    const auto picture_with = [&](std::vector<printer::TextBlock> beside) {
        const printer::Slip slip{
            {printer::QrBlock{link, printer::Alignment::Left, std::move(beside)}}};
        return printed(slip, model, &typefaces).picture;
    };
    const picture::Bitmap alone = picture_with({});
    const picture::Bitmap both =
        picture_with({{"Анонимно,\n2 минуты", printer::TextSize::Tall, printer::Weight::Bold},
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
