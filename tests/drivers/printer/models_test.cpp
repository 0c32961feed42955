#include "drivers/printer/models.h"

#include <algorithm>
#include <set>

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::printer;

TEST_CASE("every model has a name of its own, a source and figures that encoders can rely on") {
    std::set<std::string_view> names;
    for (const Model& model : models()) {
        CAPTURE(model.name);
        CHECK(names.insert(model.name).second);
        CHECK_FALSE(model.description.empty());
        CHECK(model.source.size() > 20);
        // 58 mm paper has 48 printable, 80 mm 72 (and 512 dots at 180 dpi a hair more).
        const double width_mm = model.width_dots * 25.4 / model.dots_per_inch;
        CHECK(width_mm >= 48);
        CHECK(width_mm < 72.5);
        CHECK(model.width_dots / model.cell_width_dots >= 32);
        // Units of a dot or half a dot: lengths stay whole, and line spacings fit a byte.
        CHECK((model.units_per_inch == model.dots_per_inch ||
               model.units_per_inch == 2 * model.dots_per_inch));
        REQUIRE_FALSE(model.rasters.empty());
        // One row of a raster, or one band of 24 rows.
        CHECK(model.raster_bytes_max >= model.width_dots * 3);
        // A presenter cuts first, and a kiosk printer is asked in its own way.
        if (model.presenter != Presenter::None) {
            CHECK(model.cutter == Cutter::Full);
            CHECK(model.status == StatusDialect::CustomKiosk);
        }
        CHECK(model_named(model.name).value() == &model);
    }
}

TEST_CASE("every model's pages have different numbers, and the first is the one for Russian") {
    int without_russian = 0;
    for (const Model& model : models()) {
        CAPTURE(model.name);
        REQUIRE_FALSE(model.pages.empty());
        std::set<CodePage> pages;
        std::set<int> numbers;
        for (const PageNumber& page : model.pages) {
            CHECK(pages.insert(page.page).second);
            CHECK(numbers.insert(page.number).second);
        }
        if (model.pages.front().page == CodePage::Cp866) continue;
        CHECK_FALSE(pages.contains(CodePage::Cp866));
        CHECK_FALSE(pages.contains(CodePage::Cp1251));
        ++without_russian;
    }
    CHECK(models().size() >= 40);
    CHECK(without_russian == 9);
}

TEST_CASE("the numbers of code pages differ by maker as the manuals say") {
    const auto number = [](std::string_view model, CodePage page) {
        for (const PageNumber& candidate : model_named(model).value()->pages) {
            if (candidate.page == page) return static_cast<int>(candidate.number);
        }
        return -1;
    };
    CHECK(number("epson-tm-t20iii", CodePage::Cp866) == 17);
    CHECK(number("epson-tm-t20iii", CodePage::Cp1251) == 46);
    CHECK(number("epson-tm-t88iv", CodePage::Cp1251) == -1);
    CHECK(number("atol-rp-326", CodePage::Cp866) == 7);
    CHECK(number("atol-rp-326", CodePage::Cp1251) == 6);
    CHECK(number("citizen-ct-s310ii", CodePage::Cp866) == 7);
    CHECK(number("posiflex-aura", CodePage::Cp1251) == 28);
    CHECK(number("star-tsp600", CodePage::Cp866) == 10);
}

TEST_CASE("every word of a model's row for tables is there once") {
    for (const Model& model : models()) {
        CHECK_FALSE(name_of(model.cutter).empty());
        CHECK_FALSE(name_of(model.presenter).empty());
        CHECK_FALSE(name_of(model.status).empty());
        for (const RasterCommand command : model.rasters)
            CHECK_FALSE(name_of(command).empty());
    }
    CHECK(name_of(Cutter::Partial) == "partial");
    CHECK(name_of(Presenter::GsE) == "gs_e");
    CHECK(name_of(StatusDialect::EscposAutomatic) == "escpos_automatic");
    CHECK(name_of(RasterCommand::GsParenL) == "gs_paren_l");
}

TEST_CASE("an unknown model is refused with the nearest name") {
    const auto model = model_named("generic-8o");
    REQUIRE_FALSE(model);
    CHECK(model.error().kind == ErrorKind::NotFound);
    CHECK(model.error().context.find("did you mean \"generic-80\"?") != std::string::npos);
}

TEST_CASE("lengths become dots by the model's resolution") {
    // 203 dots an inch: 10 mm are 79.9 dots.
    CHECK(dots_of(*model_named("generic-80").value(), 10) == 80);
    CHECK(dots_of(*model_named("generic-80").value(), 0.001) == 1);
}
