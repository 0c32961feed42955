#include "kiosk/fit/panel_class.h"

#include <catch2/catch.hpp>

using namespace otk::kiosk;

TEST_CASE("a class of panels is its diagonal and its pixels") {
    const auto upright = fit::parse_panel_class("21.5:1080x1920");
    REQUIRE(upright);
    CHECK(upright->name == "21.5\" 1080x1920");
    CHECK(upright->panel.width_px == 1080);
    // 21.5 inches are 546.1 mm; 9 : 16 of them are 267.7 and 476.0 mm.
    CHECK(upright->panel.width_mm == Approx(267.73).margin(0.02));
    CHECK(upright->panel.height_mm == Approx(475.97).margin(0.02));
    const auto lying = fit::parse_panel_class("10.1:1280x800");
    REQUIRE(lying);
    CHECK(lying->panel.width_mm > lying->panel.height_mm);
}

TEST_CASE("what is no panel is refused with how one is written") {
    for (const char* text : {"", "21.5", "21.5:1080", "x:1x1", "21.5:1080x1920x2", "-7:800x480",
             "21.5:0x1920", "21.5;1080x1920", "inf:800x480"}) {
        INFO(text);
        const auto refused = fit::parse_panel_class(text);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == otk::ErrorKind::InvalidInput);
    }
    CHECK(fit::parse_panel_class("seven").error().context.find("for example 10.1:800x1280") !=
          std::string::npos);
    // A panel of four metres is none.
    CHECK_FALSE(fit::parse_panel_class("400:1080x1920"));
}

TEST_CASE("the usual panels hang upright and lie") {
    bool is_upright = false;
    bool is_lying = false;
    for (const fit::PanelClass& one : fit::usual_panel_classes()) {
        (one.panel.width_px < one.panel.height_px ? is_upright : is_lying) = true;
    }
    CHECK(is_upright);
    CHECK(is_lying);
}
