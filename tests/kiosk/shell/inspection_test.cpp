#include <catch2/catch.hpp>

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>

#include <cstring>
#include <memory>
#include <string>

#include "core/base/json.h"
#include "kiosk/shell/frame_json.h"
#include "kiosk/shell/inspection.h"
#include "tests/support/manual_clock.h"
#include "tests/support/temporary_folder.h"

namespace otk::test {
namespace {

using kiosk::shell::Inspection;

Descriptor connect_to(const Path& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.native().size());
    Descriptor socket(::socket(AF_UNIX, SOCK_STREAM, 0));
    REQUIRE(::connect(
                socket.number(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    return socket;
}

std::string ask(const Descriptor& socket, const std::string& text) {
    REQUIRE(
        ::send(socket.number(), text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
    std::string reply;
    while (reply.empty() || reply.back() != '\n') {
        char piece[512];
        const ssize_t got = ::recv(socket.number(), piece, sizeof piece, 0);
        if (got <= 0) return reply;
        reply.append(piece, static_cast<std::size_t>(got));
    }
    return reply;
}

struct Inspected {
    TemporaryFolder folder;
    ManualClock clock;
    Path path = folder.path() / "inspect.sock";
    std::unique_ptr<Inspection> inspection = Inspection::open(path, clock).value();
};

kiosk::Frame rate_frame() {
    kiosk::Frame frame;
    frame.screen = "rate";
    kiosk::Item item;
    item.id = "mark-2";
    item.role = kiosk::Role::Radio;
    item.label = "Плохо";
    item.rect = {10, 20.5F, 30, 40};
    item.foreground = 0x12222B;
    item.background = 0xFFFFFF;
    frame.items.push_back(item);
    return frame;
}

}  // namespace

TEST_CASE("the inspection tells the frame on the panel, one line a question") {
    const Inspected inspected;
    inspected.inspection->shown(rate_frame(), "ru");
    const Descriptor socket = connect_to(inspected.path);
    REQUIRE(ask(socket, "frame\n") ==
            "{\"screen\":\"rate\",\"language\":\"ru\",\"items\":[{\"id\":\"mark-2\","
            "\"role\":\"radio\",\"label\":\"Плохо\",\"x\":10.0,\"y\":20.5,\"width\":30.0,"
            "\"height\":40.0,\"enabled\":true,\"foreground\":\"#12222b\","
            "\"background\":\"#ffffff\"}]}\n");
    REQUIRE(ask(socket, "what\n") == "{\"error\":\"unknown question\"}\n");
}

TEST_CASE("the inspection tells which item the keypad stands on") {
    kiosk::Frame frame = rate_frame();
    kiosk::Item other = frame.items.front();
    other.id = "mark-3";
    frame.items.push_back(other);
    frame.focused = "mark-3";
    const std::string line =
        kiosk::shell::json_of({frame.screen, "ru", frame.items, frame.focused});
    const auto seen = Json::parse(line);
    REQUIRE(seen.has_value());
    const auto& items = *seen->find("items")->if_array();
    REQUIRE(items.size() == 2);
    REQUIRE(items[0].find("focused") == nullptr);
    REQUIRE(items[1].bool_at("focused").value());
}

TEST_CASE("the inspection tells what touches did and whether the panel is deaf") {
    const Inspected inspected;
    inspected.inspection->touched(1000, 4000);
    inspected.inspection->deaf_until(inspected.clock.monotonic_ms() + 1);
    const auto timings = Json::parse(ask(connect_to(inspected.path), "timings\n"));
    REQUIRE(timings.has_value());
    REQUIRE(timings->bool_at("deaf").value());
    const Json& touch = timings->find("touches")->if_array()->at(0);
    REQUIRE(touch.integer_at("felt_us").value() == 1000);
    REQUIRE(touch.integer_at("shown_us").value() == 4000);
}

TEST_CASE("only the owner may look, and the socket goes with the inspection") {
    const TemporaryFolder folder;
    const ManualClock clock;
    const Path path = folder.path() / "inspect.sock";
    {
        const auto inspection = Inspection::open(path, clock);
        REQUIRE(inspection.has_value());
        struct stat entry {};
        REQUIRE(::stat(path.c_str(), &entry) == 0);
        REQUIRE((entry.st_mode & 0777) == 0600);
        // A second one takes the place of a dead socket file of that name.
        REQUIRE(Inspection::open(path, clock).has_value());
    }
    REQUIRE_FALSE(std::filesystem::exists(path));
}

TEST_CASE("a client that sends no line is let go") {
    const Inspected inspected;
    REQUIRE(ask(connect_to(inspected.path), std::string(200, 'x')).empty());
}

}  // namespace otk::test
