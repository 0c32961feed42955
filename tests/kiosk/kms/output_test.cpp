#include <catch2/catch.hpp>

#include "kiosk/kms/output.h"
#include "tests/kiosk/kms/fake_card.h"

using namespace otk;
using namespace otk::kiosk::kms;
using test::panel_at;

namespace {

Output chosen_mode(std::vector<Mode> modes) {
    Connector connector = panel_at("HDMI-A-1", 1, 1);
    connector.modes = std::move(modes);
    const auto output = choose_output({connector}, "");
    REQUIRE(output);
    return *output;
}

}  // namespace

TEST_CASE("the panel's preferred mode is taken, else the largest at the highest refresh") {
    CHECK(chosen_mode({{3840, 2160, 30, false, false}, {1920, 1080, 60, false, true}}).mode == 1);
    CHECK(chosen_mode({{1280, 800, 60, false, false}, {1920, 1080, 50, false, false},
                          {1920, 1080, 60, false, false}, {1024, 768, 75, false, false}})
              .mode == 2);
}

TEST_CASE("an interlaced mode or one without pixels is never taken") {
    CHECK(chosen_mode({{1920, 1080, 60, true, true}, {800, 480, 60, false, false}}).mode == 1);
    Connector connector = panel_at("HDMI-A-1", 1920, 1080);
    connector.modes = {{1920, 1080, 60, true, true}, {0, 1080, 60, false, true}};
    const auto output = choose_output({connector}, "");
    REQUIRE_FALSE(output);
    CHECK(output.error().kind == ErrorKind::NotFound);
}

TEST_CASE("a built-in panel comes before one that is plugged in, and a named one before all") {
    Connector built_in = panel_at("eDP-1", 1280, 800);
    built_in.is_built_in = true;
    const std::vector<Connector> both{panel_at("HDMI-A-1", 1920, 1080), built_in};
    CHECK(choose_output(both, "")->connector.name == "eDP-1");
    CHECK(choose_output(both, "HDMI-A-1")->connector.name == "HDMI-A-1");
}

TEST_CASE("without a panel the connectors are named, to be looked behind") {
    Connector empty = panel_at("HDMI-A-1", 1920, 1080);
    empty.is_connected = false;
    Connector undriven = panel_at("DP-1", 1920, 1080);
    undriven.controllers.clear();
    const auto output = choose_output({empty, undriven}, "");
    REQUIRE_FALSE(output);
    CHECK(output.error().kind == ErrorKind::NotFound);
    CHECK(output.error().context == "no panel: HDMI-A-1 (nothing plugged in), DP-1");
    CHECK(choose_output({panel_at("DP-1", 800, 480)}, "DP-2").error().context ==
          "no panel at DP-2: DP-1");
    CHECK_FALSE(choose_output({}, ""));
}

TEST_CASE("a panel is driven by the first controller that can") {
    Connector connector = panel_at("DP-1", 800, 480);
    connector.controllers = {51, 40};
    CHECK(choose_output({connector}, "")->controller == 51);
}
