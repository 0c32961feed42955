#include "drivers/port/serial_link.h"

#include <chrono>

#include <catch2/catch.hpp>

#include "drivers/port/link_port.h"
#include "tests/drivers/serial_far_end.h"
#include "tests/support/temporary_folder.h"

using namespace otk;
using namespace otk::port;
using printer::StatusDialect;
using test::FakePrinter;
using test::SerialFarEnd;

namespace {

constexpr int deadline_ms = 5'000;

LinkPort port_to(
    const Path& device, StatusDialect dialect, FlowControl flow = FlowControl::RtsCts) {
    return LinkPort(
        std::make_unique<SerialLink>(SerialLine{.device = device, .baud = 115'200, .flow = flow}),
        Talk{.dialect = dialect, .take_back = {0x1D, 'e', 2}});
}

}  // namespace

TEST_CASE("every byte passes a serial line as it is, those of flow control too") {
    for (const FlowControl flow : {FlowControl::None, FlowControl::RtsCts, FlowControl::XonXoff}) {
        FakePrinter printer(StatusDialect::None);
        SerialFarEnd far(printer);
        LinkPort port = port_to(far.device(), StatusDialect::None, flow);
        Bytes all_bytes(256);
        for (std::size_t at = 0; at < all_bytes.size(); ++at)
            all_bytes[at] = static_cast<std::uint8_t>(at);
        CHECK(port.print(all_bytes, deadline_ms).fate == Fate::Printed);
        far.wait_for(all_bytes.size());
        CHECK((printer.printed() == all_bytes));
    }
}

TEST_CASE("a printer on a serial line is asked and answers") {
    FakePrinter printer(StatusDialect::EscposRealTime);
    const SerialFarEnd far(printer);
    LinkPort port = port_to(far.device(), StatusDialect::EscposRealTime);
    CHECK(port.state(deadline_ms).value() == PrinterState::Ready);
    CHECK(port.print(Bytes(10'000, 'x'), deadline_ms).fate == Fate::Printed);
    CHECK(printer.printed().size() == 10'000);  // confirmed, so it has been read
    printer.become(PrinterState::CoverOpen);
    CHECK(port.state(deadline_ms).value() == PrinterState::CoverOpen);
}

TEST_CASE("a slip that waits in a kiosk printer's mouth is drawn back over a serial line") {
    FakePrinter printer(StatusDialect::CustomKiosk);
    SerialFarEnd far(printer);
    LinkPort port = port_to(far.device(), StatusDialect::CustomKiosk);
    CHECK(port.print(Bytes(50, 'x'), deadline_ms).fate == Fate::Printed);
    CHECK(port.take_back(deadline_ms).value() == PrinterState::Ready);
    CHECK(printer.printed().size() == 50);  // the visitor has it
    printer.hold_out(true);
    CHECK(port.take_back(deadline_ms).value() == PrinterState::Ready);
    far.wait_for(53);
    CHECK(text_of(printer.printed()).substr(50) ==
          "\x1D"
          "e\x02");
}

TEST_CASE("XOFF stops a slip, XON lets it go on, and a deadline ends the wait") {
    FakePrinter printer(StatusDialect::None);
    SerialFarEnd far(printer);
    LinkPort port = port_to(far.device(), StatusDialect::None, FlowControl::XonXoff);
    CHECK(port.state(deadline_ms).value() == PrinterState::Unknown);  // opens it
    far.say(0x13);
    const Delivery stopped = port.print(Bytes(10, 'x'), 200);
    CHECK(stopped.fate == Fate::NotStarted);
    CHECK(stopped.error.value().context.find("flow control") != std::string::npos);
    far.say(0x11);
    CHECK(port.print(Bytes(10, 'x'), deadline_ms).fate == Fate::Printed);
}

TEST_CASE("a serial printer that reads nothing ends the slip at its deadline, of unknown fate") {
    FakePrinter printer(StatusDialect::None);
    const SerialFarEnd far(printer, true);
    LinkPort port = port_to(far.device(), StatusDialect::None);
    const auto begin = std::chrono::steady_clock::now();
    CHECK(port.print(Bytes(1'000'000, 'x'), 300).fate == Fate::Unknown);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(3));
}

TEST_CASE("no device, another owner, no terminal and a pulled cable are told apart") {
    const test::TemporaryFolder folder;
    LinkPort nowhere = port_to(folder / "ttyUSB0", StatusDialect::None);
    CHECK(nowhere.state(deadline_ms).value() == PrinterState::Absent);
    CHECK(nowhere.print(Bytes(1), deadline_ms).fate == Fate::NotStarted);

    REQUIRE(write_atomically(folder / "file", bytes_of("x")));
    LinkPort file = port_to(folder / "file", StatusDialect::None);
    CHECK(file.state(deadline_ms).value() == PrinterState::Offline);

    FakePrinter printer(StatusDialect::None);
    SerialFarEnd far(printer);
    LinkPort first = port_to(far.device(), StatusDialect::None);
    CHECK(first.print(Bytes(1, 'x'), deadline_ms).fate == Fate::Printed);
    LinkPort second = port_to(far.device(), StatusDialect::None);
    CHECK(second.state(deadline_ms).value() == PrinterState::Busy);
    CHECK(second.print(Bytes(1, 'x'), deadline_ms).fate == Fate::NotStarted);

    far.unplug();
    CHECK(first.state(deadline_ms).value() == PrinterState::Absent);
    CHECK(first.print(Bytes(1, 'x'), deadline_ms).fate == Fate::NotStarted);
}

TEST_CASE("rates and flow control have words") {
    CHECK(is_baud_rate(9'600));
    CHECK(is_baud_rate(115'200));
    CHECK_FALSE(is_baud_rate(110));
    CHECK(flow_control_named("xon-xoff") == FlowControl::XonXoff);
    CHECK_FALSE(flow_control_named("x"));
}
