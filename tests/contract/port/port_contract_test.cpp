// What every way to a printer promises; a new port is a row in `devices`.

#include <algorithm>
#include <functional>
#include <memory>

#include <catch2/catch.hpp>

#include "drivers/port/file_port.h"
#include "drivers/port/link_port.h"
#include "tests/drivers/network_far_end.h"
#include "tests/drivers/scripted_port.h"
#include "tests/drivers/serial_far_end.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using port::Fate;
using port::PrinterState;

namespace {

/// A port and the far end of it.
struct Device {
    std::string name;
    std::unique_ptr<port::Port> port;
    std::function<Bytes()> received;  ///< the bytes of all slips, one behind the other
    std::function<void(PrinterState)> become;
};

Bytes joined(const std::vector<Bytes>& slips) {
    Bytes all;
    for (const Bytes& slip : slips)
        all.insert(all.end(), slip.begin(), slip.end());
    return all;
}

Device file_device(const Path& folder) {
    auto port =
        port::FilePort::open(folder, [](ByteView) { return Result<Bytes>(Bytes{1}); }).value();
    const auto received = [folder] {
        std::vector<Bytes> slips;
        const std::vector<std::string> names = list_files(folder, ".bin").value();
        for (const std::string& name : names) {
            slips.push_back(read_file(folder / name, 1U << 20U).value());
        }
        return joined(slips);
    };
    const auto become = [folder](PrinterState state) {
        REQUIRE(write_atomically(folder / "state", bytes_of(port::name_of(state))));
    };
    return {"file", std::move(port), received, become};
}

Device scripted_device() {
    auto port = std::make_unique<test::ScriptedPort>();
    test::ScriptedPort* far = port.get();
    return {"scripted", std::move(port), [far] { return joined(far->printed()); },
        [far](PrinterState state) { far->set_state(state); }};
}

/// A printer that answers, behind a link of some kind.
template <typename FarEnd>
Device linked_device(const std::string& name,
    const std::function<std::unique_ptr<port::Link>(const FarEnd&)>& link_to) {
    constexpr auto dialect = printer::StatusDialect::EscposRealTime;
    const auto printer = std::make_shared<test::FakePrinter>(dialect);
    const auto far = std::make_shared<FarEnd>(*printer);
    auto port = std::make_unique<port::LinkPort>(link_to(*far), port::Talk{.dialect = dialect});
    return {name, std::move(port), [printer, far] { return printer->printed(); },
        [printer](PrinterState state) { printer->become(state); }};
}

Device network_device() {
    return linked_device<test::NetworkFarEnd>("network", [](const test::NetworkFarEnd& far) {
        return std::make_unique<port::NetworkLink>(far.address());
    });
}

Device serial_device() {
    return linked_device<test::SerialFarEnd>("serial", [](const test::SerialFarEnd& far) {
        return std::make_unique<port::SerialLink>(port::SerialLine{.device = far.device()});
    });
}

std::vector<Device> devices(const Path& folder) {
    std::vector<Device> all;
    all.push_back(file_device(folder));
    all.push_back(scripted_device());
    all.push_back(network_device());
    all.push_back(serial_device());
    return all;
}

constexpr int deadline_ms = 5000;

}  // namespace

TEST_CASE("every port delivers each slip whole, byte for byte, in order") {
    const test::TemporaryFolder folder;
    for (const Device& device : devices(folder / "slips")) {
        CAPTURE(device.name);
        Bytes all_bytes(256);
        for (std::size_t at = 0; at < all_bytes.size(); ++at)
            all_bytes[at] = static_cast<std::uint8_t>(at);
        const std::vector<Bytes> slips{all_bytes, Bytes{0}, Bytes(100'000, 0xFF)};
        for (const Bytes& slip : slips) {
            const port::Delivery delivery = device.port->print(slip, deadline_ms);
            CHECK(delivery.fate == Fate::Printed);
            CHECK_FALSE(delivery.error.has_value());
        }
        CHECK((device.received() == joined(slips)));
    }
}

TEST_CASE("every port tells its printer's state and a print does not change it") {
    const test::TemporaryFolder folder;
    for (const Device& device : devices(folder / "slips")) {
        CAPTURE(device.name);
        CHECK(device.port->state(deadline_ms).value() == PrinterState::Ready);
        for (const PrinterState state :
            {PrinterState::PaperOut, PrinterState::CoverOpen, PrinterState::PaperLow}) {
            device.become(state);
            CHECK(device.port->state(deadline_ms).value() == state);
        }
        CHECK(device.port->print(Bytes{1}, deadline_ms).fate == Fate::Printed);
        CHECK(device.port->state(deadline_ms).value() == PrinterState::PaperLow);
    }
}

TEST_CASE("a state's word is read back, and only known trouble keeps a slip") {
    for (const PrinterState state :
        {PrinterState::Ready, PrinterState::Busy, PrinterState::PaperLow, PrinterState::PaperOut,
            PrinterState::CoverOpen, PrinterState::Cutter, PrinterState::Offline,
            PrinterState::Absent, PrinterState::NoPermission, PrinterState::Unknown}) {
        CHECK(port::printer_state_named(port::name_of(state)) == state);
    }
    CHECK_FALSE(port::printer_state_named("error 17").has_value());
    CHECK(port::takes_slips(PrinterState::Unknown));
    CHECK(port::takes_slips(PrinterState::PaperLow));
    CHECK_FALSE(port::takes_slips(PrinterState::PaperOut));
    CHECK_FALSE(port::takes_slips(PrinterState::Absent));
}
