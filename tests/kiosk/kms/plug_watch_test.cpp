#include <string>

#include <catch2/catch.hpp>

#include "kiosk/kms/plug_watch.h"

using otk::kiosk::kms::PlugWatch;
using otk::kiosk::kms::tells_of_a_panel;
using namespace std::string_literals;

TEST_CASE("the kernel's word on a panel is told from its other words") {
    const std::string card =
        "change@/devices/pci0000:00/0000:00:02.0/drm/card0\0ACTION=change\0SUBSYSTEM=drm\0"s;
    CHECK(tells_of_a_panel(card + "HOTPLUG=1\0SEQNUM=4711\0"s));
    CHECK(tells_of_a_panel(card + "HOTPLUG=1"));
    CHECK_FALSE(tells_of_a_panel(card + "LEASE=1\0"s));
    CHECK_FALSE(tells_of_a_panel(card + "HOTPLUG=10\0"s));
    CHECK_FALSE(tells_of_a_panel("add@/devices/usb\0SUBSYSTEM=usb\0HOTPLUG=1\0"s));
    CHECK_FALSE(tells_of_a_panel(""));
    CHECK_FALSE(tells_of_a_panel("\0\0\0"s));
}

TEST_CASE("the kernel is heard without rights, and says nothing of panels here") {
    const auto watch = PlugWatch::open();
    REQUIRE(watch);
    CHECK((*watch)->descriptor() >= 0);
    CHECK_FALSE((*watch)->take());
}
