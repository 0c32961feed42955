#include <catch2/catch.hpp>

#include <poll.h>

#include "kiosk/evdev/devices.h"
#include "tests/kiosk/evdev/pipe_node.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::kiosk::evdev;
using test::PipeNode;
using test::record;
using test::report;

namespace {

/// What comes of the next thing that is said.
std::vector<Event> next(Devices& devices) {
    pollfd watched{devices.descriptor(), POLLIN, 0};
    REQUIRE(::poll(&watched, 1, 10'000) == 1);
    return devices.read();
}

std::unique_ptr<Devices> open(const Path& folder) {
    auto devices = Devices::open(folder);
    REQUIRE(devices);
    return std::move(*devices);
}

constexpr int usage_of_a = 4;  // HID Usage Tables, page 0x07

}  // namespace

TEST_CASE("keys are heard of nodes that are there, and of one that comes later") {
    const test::TemporaryFolder folder;
    PipeNode first(folder.path() / "event0");
    const auto devices = open(folder.path());
    first.say({record(EV_KEY, KEY_A, 1), report()});
    CHECK(next(*devices) == std::vector<Event>{Key{usage_of_a, true, false}});
    PipeNode second(folder.path() / "event1");
    CHECK(next(*devices).empty());  // the folder's word that it came
    second.say({record(EV_KEY, KEY_A, 0), report()});
    CHECK(next(*devices) == std::vector<Event>{Key{usage_of_a, false, false}});
}

TEST_CASE("what is no event node is left alone") {
    const test::TemporaryFolder folder;
    const PipeNode mouse(folder.path() / "mice");
    const auto devices = open(folder.path());
    CHECK_FALSE(mouse.is_read());
}

TEST_CASE("while the devices are let go nobody reads them, whichever comes, and then all again") {
    const test::TemporaryFolder folder;
    PipeNode first(folder.path() / "event0");
    const auto devices = open(folder.path());
    first.say({record(EV_KEY, KEY_A, 1), report()});
    CHECK(next(*devices).size() == 1);
    devices->let_go();
    CHECK_FALSE(first.is_read());
    PipeNode second(folder.path() / "event1");
    // Nobody will see how the key ends.
    CHECK(next(*devices) == std::vector<Event>{Key{usage_of_a, false, false, true}});
    CHECK_FALSE(second.is_read());
    devices->take_again();
    CHECK(first.is_read());
    second.say({record(EV_KEY, KEY_A, 1), report()});
    CHECK(next(*devices) == std::vector<Event>{Key{usage_of_a, true, false}});
}

TEST_CASE("what a keypad held when it was pulled out is held no more") {
    const test::TemporaryFolder folder;
    PipeNode keypad(folder.path() / "event0");
    const auto devices = open(folder.path());
    keypad.say({record(EV_KEY, KEY_A, 1), report()});
    CHECK(next(*devices).size() == 1);
    keypad.unplug();
    CHECK(next(*devices) == std::vector<Event>{Key{usage_of_a, false, false, true}});
}

TEST_CASE("a folder that is not there is told") {
    const test::TemporaryFolder folder;
    const auto devices = Devices::open(folder.path() / "nothing");
    REQUIRE_FALSE(devices);
    CHECK(devices.error().kind == ErrorKind::Unavailable);
}
