#include <catch2/catch.hpp>

#include "kiosk/shell/panel_size.h"

using namespace otk::kiosk;
using shell::panel_of;

TEST_CASE("the configured size comes before the panel's own word") {
    const look::Panel panel = panel_of(1080, 1920, {268, 476}, {300, 500});
    CHECK(panel.width_px == 1080);
    CHECK(panel.height_px == 1920);
    CHECK(panel.width_mm == 268);
    CHECK(panel.height_mm == 476);
}

TEST_CASE("what a panel says is believed if somebody could read it") {
    CHECK(panel_of(1920, 1080, {}, {476, 268}).width_mm == 476);
    // 0 mm, 0 of one side only, and the 1,600 mm of a projector: 21.5 inches are taken instead.
    for (const shell::Millimetres said :
        {shell::Millimetres{0, 0}, {0, 268}, {476, 0}, {1900, 1069}}) {
        CHECK(panel_of(1920, 1080, {}, said).width_mm == Approx(476.2));
        CHECK(panel_of(1920, 1080, {}, said).height_mm == Approx(267.86).margin(0.01));
    }
}
