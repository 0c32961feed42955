#include <catch2/catch.hpp>

#include <poll.h>

#include "kiosk/evdev/devices.h"
#include "kiosk/evdev/headset_socket.h"
#include "tests/kiosk/evdev/pipe_node.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::kiosk::evdev;
using test::PipeNode;
using test::record;
using test::report;

namespace {

/// A socket that says by ioctl what the test wants; a pipe knows none.
struct Socket {
    test::TemporaryFolder folder;
    PipeNode node{folder.path() / "event7"};
    std::optional<bool> state = false;
    std::unique_ptr<HeadsetSocket> socket;

    void open() {
        auto opened = HeadsetSocket::open(folder.path(), [this](int) { return state; });
        REQUIRE(opened);
        socket = std::move(*opened);
    }

    void has_something_to_read() const {
        pollfd watched{socket->descriptor(), POLLIN, 0};
        REQUIRE(::poll(&watched, 1, 10'000) == 1);
    }

    bool plugged_after(std::initializer_list<input_event> records) {
        node.say(records);
        has_something_to_read();
        return socket->is_plugged();
    }
};

}  // namespace

TEST_CASE("a headset comes and goes with the switch of its socket") {
    Socket machine;
    machine.open();
    CHECK_FALSE(machine.socket->is_plugged());
    CHECK(machine.plugged_after({record(EV_SW, SW_HEADPHONE_INSERT, 1), report()}));
    CHECK(machine.plugged_after({record(EV_SW, SW_MICROPHONE_INSERT, 0), report()}));
    CHECK_FALSE(machine.plugged_after({record(EV_SW, SW_HEADPHONE_INSERT, 0), report()}));
}

TEST_CASE("a headset that is in before the program starts is known") {
    Socket machine;
    machine.state = true;
    machine.open();
    CHECK(machine.socket->is_plugged());
}

TEST_CASE(
    "what a socket was when records were lost is asked again, and is out where it is not told") {
    Socket machine;
    machine.open();
    CHECK(machine.plugged_after({record(EV_SW, SW_HEADPHONE_INSERT, 1), report()}));
    machine.state = std::nullopt;
    CHECK_FALSE(machine.plugged_after({record(EV_SYN, SYN_DROPPED, 0)}));
    machine.state = true;
    CHECK(machine.plugged_after({record(EV_SYN, SYN_DROPPED, 0)}));
}

TEST_CASE("a socket that is gone has nothing in it") {
    Socket machine;
    machine.open();
    CHECK(machine.plugged_after({record(EV_SW, SW_HEADPHONE_INSERT, 1), report()}));
    machine.node.unplug();
    machine.has_something_to_read();
    CHECK_FALSE(machine.socket->is_plugged());
}

TEST_CASE("any of several sockets counts") {
    Socket machine;
    PipeNode other(machine.folder.path() / "event8");
    machine.open();
    CHECK(machine.plugged_after({record(EV_SW, SW_HEADPHONE_INSERT, 1), report()}));
    other.say({record(EV_SW, SW_HEADPHONE_INSERT, 1), report()});
    machine.has_something_to_read();
    CHECK(machine.socket->is_plugged());
    CHECK(machine.plugged_after({record(EV_SW, SW_HEADPHONE_INSERT, 0), report()}));
}

TEST_CASE("a device without that switch is no socket, and is not kept open") {
    Socket machine;
    machine.state = std::nullopt;
    machine.open();
    CHECK_FALSE(machine.node.is_read());
    CHECK_FALSE(machine.socket->is_plugged());
}

TEST_CASE("what knows no switches says so") {
    const test::TemporaryFolder folder;
    const Descriptor file(::open(folder.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    REQUIRE(file.is_open());
    CHECK_FALSE(is_headset_in(file.number()));
}
