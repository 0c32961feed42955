#include <catch2/catch.hpp>

#include "kiosk/shell/settings.h"

namespace otk::test {
namespace {

Result<kiosk::shell::Settings> settings(const std::string& lines) {
    const auto config = config::Config::parse(
        config::Process::Kiosk, "[kiosk]\nplace = \"hall-2\"\n" + lines, "/etc/kiosk.toml");
    REQUIRE(config.has_value());
    return kiosk::shell::settings_from(*config);
}

}  // namespace

TEST_CASE("a kiosk's settings become its parts' options") {
    const auto read = settings(
        "production = false\nfreeze = \"at-once\"\nidle_warning_s = 30\nwidth_mm = 267.8\n"
        "height_mm = 476.2\nwindowed = true\n");
    REQUIRE(read.has_value());
    REQUIRE_FALSE(read->production);
    REQUIRE(read->place == "hall-2");
    REQUIRE(read->model.place == "hall-2");
    REQUIRE(read->model.idle_warning_ms == 30'000);
    REQUIRE(read->model.idle_reset_ms == 20'000);
    REQUIRE(read->window.windowed);
    REQUIRE(read->window.height_mm == Approx(476.2));
    REQUIRE(read->writer.freeze == kiosk::writer::Freeze::AtOnce);
}

TEST_CASE("settings that would show visits or hurry people are refused in production") {
    REQUIRE(settings("").has_value());
    REQUIRE(settings("freeze = \"at-once\"\n").error().kind == ErrorKind::InvalidInput);
    REQUIRE(settings("idle_reset_s = 19\n").error().kind == ErrorKind::InvalidInput);
    REQUIRE(settings("production = false\nidle_reset_s = 19\n").has_value());
}

TEST_CASE("one side of the panel alone is refused") {
    REQUIRE(settings("width_mm = 200\n").error().kind == ErrorKind::InvalidInput);
}

TEST_CASE("a panel in which the screens have no room is refused with what they need") {
    REQUIRE(settings("width_mm = 154\nheight_mm = 86\n").has_value());
    const auto upright = settings("width_mm = 86\nheight_mm = 154\n");
    REQUIRE_FALSE(upright);
    CHECK(upright.error().kind == ErrorKind::InvalidInput);
    CHECK(
        upright.error().context ==
        "kiosk.width_mm and kiosk.height_mm: a portrait panel of 86 × 154 mm is too small: "
        "portrait "
        "needs a width of 121 mm (10 inches) for the keyboard's twelve keys, landscape 150 × 85 mm "
        "(7 inches) for five marks of 20 mm with their words");
}

}  // namespace otk::test
