#include "kiosk/shell/comfort.h"

#include <catch2/catch.hpp>

#include "core/base/bytes.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using kiosk::shell::Comfort;
using kiosk::shell::read_comfort;
using kiosk::shell::write_comfort;

TEST_CASE("what staff set is read back, and nothing is set where there is no file") {
    const test::TemporaryFolder folder;
    CHECK(read_comfort(folder.path()) == Comfort{});
    const Comfort set{{{420, 90}, {1200, 40}}, 5};
    REQUIRE(write_comfort(folder.path(), set).has_value());
    CHECK(read_comfort(folder.path()) == set);
    REQUIRE(write_comfort(folder.path(), {}).has_value());
    CHECK(read_comfort(folder.path()) == Comfort{});
}

TEST_CASE("a damaged file sets nothing, values out of range are left out") {
    const test::TemporaryFolder folder;
    for (const char* const text : {"", "{", "[]", R"({"brightness":7,"volume":"loud"})"}) {
        CAPTURE(text);
        REQUIRE(write_atomically(folder / "comfort.json", bytes_of(text)).has_value());
        CHECK(read_comfort(folder.path()) == Comfort{});
    }
    REQUIRE(write_atomically(folder / "comfort.json",
        bytes_of(
            R"({"brightness":{"420":90,"1440":50,"x":50,"60":0,"90":101,"-1":50},"volume":6})"))
                .has_value());
    CHECK(read_comfort(folder.path()) == Comfort{{{420, 90}}, {}});
}
