#include "kiosk/shell/backlight.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "core/base/bytes.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using kiosk::shell::Backlight;
using kiosk::shell::find_backlight;

namespace {

/// A folder as the kernel shows one lamp in it.
void put_lamp(const Path& folder, const char* most) {
    REQUIRE(make_folder(folder).has_value());
    REQUIRE(write_atomically(folder / "max_brightness", bytes_of(most)).has_value());
    REQUIRE(write_atomically(folder / "brightness", bytes_of("0\n")).has_value());
}

std::string shown(const Path& lamp) {
    return std::string(text_of(read_file(lamp / "brightness", 64).value()));
}

}  // namespace

TEST_CASE("the lamp of the first panel is set by its share of the brightest") {
    const test::TemporaryFolder folder;
    put_lamp(folder / "intel_backlight", "19200\n");
    put_lamp(folder / "zz", "10\n");
    const std::unique_ptr<Backlight> lamp = find_backlight(folder.path()).value();
    REQUIRE(lamp->shine(60).has_value());
    CHECK(shown(folder / "intel_backlight").starts_with("11520\n"));
    CHECK(shown(folder / "zz") == "0\n");
}

TEST_CASE("a lamp of few steps is never switched off") {
    const test::TemporaryFolder folder;
    put_lamp(folder / "acpi_video0", "4\n");
    REQUIRE(find_backlight(folder.path()).value()->shine(20).has_value());
    CHECK(shown(folder / "acpi_video0").starts_with("1\n"));
}

TEST_CASE("a machine without a lamp, and one whose lamp is not understood, say so") {
    const test::TemporaryFolder folder;
    CHECK(find_backlight(folder / "none").error().kind == ErrorKind::NotFound);
    CHECK(find_backlight(folder.path()).error().kind == ErrorKind::NotFound);
    put_lamp(folder / "broken", "many\n");
    CHECK(find_backlight(folder.path()).error().kind == ErrorKind::Corrupt);
}
