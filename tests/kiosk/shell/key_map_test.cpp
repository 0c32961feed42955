#include <catch2/catch.hpp>

#include "kiosk/shell/key_map.h"

namespace otk::test {

using kiosk::focus::KeyRole;
using kiosk::shell::KeyMap;

namespace {

// USB HID Usage Tables 1.4, keyboard page (0x07).
constexpr int usage_a = 4;
constexpr int usage_return = 40;
constexpr int usage_escape = 41;
constexpr int usage_tab = 43;
constexpr int usage_space = 44;
constexpr int usage_f1 = 58;
constexpr int usage_pause = 72;
constexpr int usage_home = 74;
constexpr int usage_right = 79;
constexpr int usage_left = 80;
constexpr int usage_down = 81;
constexpr int usage_up = 82;
constexpr int usage_keypad_enter = 88;
constexpr int usage_keypad_4 = 92;
constexpr int usage_f17 = 108;

Result<KeyMap> map_of(const std::string& lines) {
    const auto config = config::Config::parse(
        config::Process::Kiosk, "[kiosk]\nplace = \"hall-2\"\n" + lines, "/etc/kiosk.toml");
    REQUIRE(config.has_value());
    return KeyMap::read(*config);
}

void check_refused(const std::string& lines, const std::string& error) {
    const Result<KeyMap> map = map_of(lines);
    REQUIRE_FALSE(map.has_value());
    CHECK(map.error().kind == ErrorKind::InvalidInput);
    CHECK(map.error().context == error);
}

}  // namespace

TEST_CASE("by default a usual keyboard does everything") {
    const Result<KeyMap> map = map_of("");
    REQUIRE(map.has_value());
    CHECK(map->role_of(usage_left) == KeyRole::Previous);
    CHECK(map->role_of(usage_right) == KeyRole::Next);
    CHECK(map->role_of(usage_tab) == KeyRole::Next);
    CHECK(map->role_of(usage_up) == KeyRole::Above);
    CHECK(map->role_of(usage_down) == KeyRole::Below);
    CHECK(map->role_of(usage_return) == KeyRole::Activate);
    CHECK(map->role_of(usage_keypad_enter) == KeyRole::Activate);
    CHECK(map->role_of(usage_space) == KeyRole::Activate);
    CHECK(map->role_of(usage_escape) == KeyRole::Back);
    CHECK(map->role_of(usage_home) == KeyRole::Back);
    CHECK(map->role_of(usage_f1) == KeyRole::Help);
    CHECK_FALSE(map->role_of(usage_a).has_value());
    CHECK_FALSE(map->role_of(-1).has_value());
}

TEST_CASE("a keypad's own keys are named as SDL or its manual names them") {
    const Result<KeyMap> map = map_of(
        "key_previous = \" F17 , Keypad 4\"\nkey_next = \"usb 72\"\nkey_above = \"\"\n"
        "key_below = \" \"\nkey_activate = \"return\"\n");
    REQUIRE(map.has_value());
    CHECK(map->role_of(usage_f17) == KeyRole::Previous);
    CHECK(map->role_of(usage_keypad_4) == KeyRole::Previous);
    CHECK(map->role_of(usage_pause) == KeyRole::Next);
    CHECK(map->role_of(usage_return) == KeyRole::Activate);
    CHECK_FALSE(map->role_of(usage_up).has_value());
    CHECK_FALSE(map->role_of(usage_left).has_value());
}

TEST_CASE("a name that no key has is refused with what names are") {
    const std::string names =
        " is no key: give SDL's name (\"Right\", \"F1\", \"Keypad 6\") or the keypad's USB usage "
        "number (\"usb 104\")";
    check_refused("key_next = \"Rihgt\"\n", "kiosk.key_next: \"Rihgt\"" + names);
    check_refused("key_help = \"F1, \"\n", "kiosk.key_help: \"\"" + names);
    check_refused("key_help = \"usb 3\"\n", "kiosk.key_help: \"usb 3\"" + names);
    check_refused("key_help = \"usb 512\"\n", "kiosk.key_help: \"usb 512\"" + names);
    check_refused("key_help = \"usb 7x\"\n", "kiosk.key_help: \"usb 7x\"" + names);
}

TEST_CASE("a key has one role, and who moves has to be able to act") {
    check_refused("key_help = \"Left\"\n", "kiosk.key_help: \"Left\" is named twice");
    check_refused("key_activate = \"\"\n",
        "kiosk.key_activate: without such a key nothing can be done by keys");
}

}  // namespace otk::test
