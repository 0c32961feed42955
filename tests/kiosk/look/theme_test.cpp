#include <algorithm>

#include <catch2/catch.hpp>

#include "kiosk/look/panel.h"
#include "kiosk/look/theme.h"
#include "kiosk/look/type.h"

using namespace otk::kiosk::look;

TEST_CASE("contrast is that of WCAG 2") {
    CHECK(contrast(0x000000, 0xFFFFFF) == Approx(21.0));
    CHECK(contrast(0xFFFFFF, 0xFFFFFF) == Approx(1.0));
    CHECK(contrast(0x767676, 0xFFFFFF) == Approx(4.54).margin(0.01));
}

TEST_CASE("texts of each theme stand out from each ground as the design promises") {
    const auto check = [](const Colors& colors, double least) {
        for (const Color ground : {colors.paper1, colors.paper2, colors.plinth, colors.card}) {
            CHECK(contrast(colors.ink, ground) >= least);
            CHECK(contrast(colors.line, ground) >= 3.0);
        }
        CHECK(contrast(colors.on_primary, colors.primary) >= least);
        CHECK(contrast(colors.on_press, colors.press) >= least);
        CHECK(contrast(colors.on_chosen_key, colors.chosen_key) >= least);
        CHECK(contrast(colors.ink, colors.chosen) >= least);
        CHECK(contrast(colors.ink, colors.warn) >= least);
    };
    check(colors_of(Theme::Light), 10.0);
    check(colors_of(Theme::Dark), 10.0);
    check(colors_of(Theme::HighContrast), 15.0);
}

TEST_CASE("one line of the focus ring stands out from any ground, and the two from each other") {
    for (const Theme theme : {Theme::Light, Theme::Dark, Theme::HighContrast}) {
        const Colors& colors = colors_of(theme);
        const auto stands_out_from = [&colors](Color ground) {
            return std::max(
                contrast(colors.ring_inner, ground), contrast(colors.ring_outer, ground));
        };
        CHECK(contrast(colors.ring_inner, colors.ring_outer) >= 3.0);
        for (const Color ground : {colors.paper1, colors.paper2, colors.plinth, colors.card,
                 colors.primary, colors.primary_pressed, colors.chosen, colors.chosen_key,
                 colors.press, colors.warn, colors.line, colors.ink}) {
            CHECK(stands_out_from(ground) >= 3.0);
        }
        for (const FaceColors& face : colors.faces)
            CHECK(stands_out_from(face.fill) >= 3.0);
    }
}

TEST_CASE("faces stand out from their ink by at least 3 to 1") {
    for (const Theme theme : {Theme::Light, Theme::Dark, Theme::HighContrast}) {
        const Colors& colors = colors_of(theme);
        for (const FaceColors& face : colors.faces) {
            CHECK(contrast(face.fill, colors.face_ink) >= 3.0);
        }
    }
}

TEST_CASE("no text is under 4.8 mm, and 200 % never makes a small one smaller") {
    for (const TypeStep& step : type_ladder()) {
        CHECK(step.caps_mm >= caps_mm_least);
        CHECK(step.caps_large_mm >= caps_mm_least);
        if (step.caps_mm < 9.8F) CHECK(step.caps_large_mm >= step.caps_mm);
    }
}

TEST_CASE("the scale follows the square root of the short side, from 21.5 to 43 inches") {
    CHECK(scale_of({1080, 1920, 267.84F, 476.16F}) == Approx(1.0));
    CHECK(scale_of({1200, 1920, 135.4F, 216.6F}) == Approx(1.0));
    CHECK(scale_of({1080, 1920, 336.0F, 597.0F}) == Approx(1.12).margin(0.005));
    CHECK(scale_of({1080, 1920, 535.7F, 952.3F}) == Approx(1.41).margin(0.005));
}

TEST_CASE("an impossible panel is refused") {
    CHECK(check(Panel{}).has_value());
    CHECK_FALSE(check({1080, 1920, 0, 0}).has_value());
    CHECK_FALSE(check({1080, 1920, 476.16F, 267.84F}).has_value());
    CHECK_FALSE(check({10, 10, 100, 100}).has_value());
}
