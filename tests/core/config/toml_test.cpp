#include "core/config/toml.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::config;

namespace {

constexpr std::string_view places = R"([[place]]
code = "hall-2"
name.ru = "Зал 2"
room = "public"
[[place]]
code = "room-21"
tags = ["a", "б"]
weight = 2
)";

}  // namespace

TEST_CASE("a table is read by type, by dotted key and in the order of the file") {
    const TomlTable document = TomlTable::parse(places, "places.toml").value();
    const std::vector<TomlTable> rows = document.tables("place").value();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].text("code").value() == "hall-2");
    CHECK(rows[0].text("name.ru").value() == "Зал 2");
    CHECK(rows[1].texts("tags").value() == std::vector<std::string>{"a", "б"});
    CHECK(rows[1].decimal("weight").value() == 2.0);
    CHECK(document.tables("none").value().empty());
    CHECK(rows[1].text_if("name.ru").value() == std::nullopt);
    CHECK(rows[1].integer("weight").value() == 2);
}

TEST_CASE("an error of a table points at line and column") {
    const TomlTable document = TomlTable::parse(places, "places.toml").value();
    const std::vector<TomlTable> rows = document.tables("place").value();
    CHECK(rows[0].integer("room").error().context ==
          "places.toml:4:8: room must be a whole number, not a text");
    CHECK(rows[1].text("name.ru").error().context.starts_with("places.toml:5:"));
    CHECK(rows[1].text_if("weight").error().kind == ErrorKind::InvalidInput);
    CHECK(rows[0].fail_at("code", "is used twice").value().context ==
          "places.toml:2:8: code: is used twice");
    CHECK(document.text("place").error().context.find("not a list") != std::string::npos);
}

TEST_CASE("a key outside the list is refused with the one that was meant") {
    const TomlTable table = TomlTable::parse("cod = 1\n", "p.toml").value();
    CHECK(table.allow_only({"code", "room"}).error().context ==
          "p.toml:1:7: unknown key cod; did you mean code?");
    CHECK(table.allow_only({"cod"}).has_value());
}

TEST_CASE("text that is no TOML is refused with its place") {
    CHECK(TomlTable::parse("a = \n", "p.toml").error().context.starts_with("p.toml:1:"));
    CHECK(TomlTable::parse("a = 1\na = 2\n", "p.toml").error().context.starts_with("p.toml:2:"));
    CHECK_FALSE(TomlTable::parse(std::string(TomlTable::size_bytes_max + 1, '#'), "p").has_value());
    CHECK_FALSE(TomlTable::parse("a = \"\xff\"", "p").has_value());
    CHECK_FALSE(TomlTable::parse("[\t`[", "p").has_value());
    CHECK_FALSE(TomlTable::parse("a = " + std::string(5000, '['), "p").has_value());
}

TEST_CASE("Russian letters without quotation marks are refused with their place") {
    CHECK(TomlTable::parse("a = 1\nимя = 2\n", "p").error().context.starts_with("p:2:"));
    CHECK(TomlTable::parse("a = Зал\n", "p").error().context.starts_with("p:1:"));
}

TEST_CASE("a text of several lines goes on after a backslash with any letter") {
    const TomlTable table = TomlTable::parse("a = \"\"\"\\\n  Зал \\\n  два\"\"\"\n", "p").value();
    CHECK(table.text("a").value() == "Зал два");
}

TEST_CASE("a date is refused by every reader") {
    const TomlTable table = TomlTable::parse("a = 2026-01-01\n", "p").value();
    CHECK(table.text("a").error().context == "p:1:5: a must be a text, not a date or time");
}
