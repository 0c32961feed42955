#include "core/config/config.h"

#include <catch2/catch.hpp>

#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::config;

namespace {

std::string refusal(Process process, std::string_view text) {
    const auto config = Config::parse(process, text, "dir/k.toml");
    REQUIRE_FALSE(config.has_value());
    CHECK(config.error().kind == ErrorKind::InvalidInput);
    return config.error().context;
}

}  // namespace

TEST_CASE("a setting comes from the file, else from the table") {
    const Config config = Config::parse(Process::Kiosk,
        "[kiosk]\nplace = \"hall-2\"\nidle_warning_s = 12\nproduction = false\n"
        "freeze = \"at-once\"\nstate_folder = \"state\"\noutbox_folder = \"/srv/out\"\n",
        "dir/k.toml")
                              .value();
    CHECK(config.text("kiosk.place") == "hall-2");
    CHECK(config.integer("kiosk.idle_warning_s") == 12);
    CHECK(config.integer("kiosk.idle_reset_s") == 20);
    CHECK_FALSE(config.boolean("kiosk.production"));
    CHECK(config.text("kiosk.freeze") == "at-once");
    CHECK(config.text("kiosk.language") == "ru");
    CHECK(config.path("kiosk.state_folder") == Path("dir/state"));
    CHECK(config.path("kiosk.outbox_folder") == Path("/srv/out"));
    CHECK(config.path("kiosk.inbox_folder") == Path("/var/lib/otklik/inbox"));
}

TEST_CASE("an empty path stays empty, so that a facility can be switched off") {
    const Config config =
        Config::parse(Process::Kiosk, "[kiosk]\nplace=\"a\"\nprintd_socket = \"\"\n", "dir/k.toml")
            .value();
    CHECK(config.path("kiosk.printd_socket").empty());
}

TEST_CASE("an unknown key is refused with its line and column and the key that was meant") {
    CHECK(refusal(Process::Kiosk, "[kiosk]\n  plase = \"hall-2\"\n") ==
          "dir/k.toml:2:11: plase: unknown key; did you mean kiosk.place?");
    CHECK(refusal(Process::Kiosk, "[kiosk]\nplace = \"a\"\ncolour = 1\n") ==
          "dir/k.toml:3:10: colour: unknown key");
    CHECK(refusal(Process::Kiosk, "[kisok]\nplace = \"a\"\n") ==
          "dir/k.toml:1:2: kisok: unknown table; did you mean kiosk?");
    CHECK(refusal(Process::Syncd, "interval_s = 3\n").find("unknown table") != std::string::npos);
    CHECK(refusal(Process::Syncd, "[kiosk]\nplace = \"a\"\n").find("unknown table") !=
          std::string::npos);
}

TEST_CASE("a wrong type, a value out of range and a missing value are refused with their place") {
    CHECK(refusal(Process::Kiosk, "[kiosk]\nplace = 7\n") ==
          "dir/k.toml:2:9: place must be a text, not a whole number");
    CHECK(refusal(Process::Syncd, "[syncd]\ninterval_s = -1\n") ==
          "dir/k.toml:2:14: interval_s: must be from 0 to 86400");
    CHECK(refusal(Process::Syncd, "[syncd]\ninterval_s = 1.5\n") ==
          "dir/k.toml:2:14: interval_s must be a whole number, not a decimal number");
    CHECK(refusal(Process::Kiosk, "[kiosk]\nplace = \"a\"\nfreeze = \"now\"\n") ==
          "dir/k.toml:3:10: freeze: must be one of batched|at-once");
    CHECK(refusal(Process::Kiosk, "\n[kiosk]\n") ==
          "dir/k.toml:2:2: place: must be set below [kiosk]");
    CHECK(
        refusal(Process::Kiosk, "").find("place: must be set below [kiosk]") != std::string::npos);
    CHECK(refusal(Process::Kiosk, "kiosk = 3\n") ==
          "dir/k.toml:1:9: kiosk must be a table, not a whole number");
    CHECK(refusal(Process::Kiosk, "[kiosk]\nplace = \"a\nb\"\n").starts_with("dir/k.toml:2:"));
    CHECK(refusal(Process::Kiosk, "[kiosk]\nplace=\"a\"\nplace=\"b\"\n")
              .starts_with("dir/k.toml:3:"));
    CHECK(refusal(Process::Kiosk, "[kiosk]\nplace=\"a\"\nstate_folder=\"a\\u0000b\"\n") ==
          "dir/k.toml:3:14: state_folder: is no path");
}

TEST_CASE("a file that is not there says so") {
    const test::TemporaryFolder folder;
    const auto config = Config::load(Process::Syncd, folder / "none.toml");
    CHECK(config.error().kind == ErrorKind::NotFound);
    CHECK(config.error().context.find("none.toml") != std::string::npos);
}
