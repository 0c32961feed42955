#include "drivers/port/usb_link.h"

#include <sys/syscall.h>
#include <unistd.h>

#include <chrono>

#include <catch2/catch.hpp>

#include "drivers/port/link_port.h"
#include "tests/drivers/usb_far_end.h"

using namespace otk;
using namespace otk::port;
using printer::StatusDialect;
using test::FakePrinter;
using test::UsbFarEnd;

namespace {

constexpr int deadline_ms = 5'000;

/// A printer that is plugged in, and the port to it.
struct Plugged {
    explicit Plugged(StatusDialect dialect, std::string_view device = "") : printer(dialect) {
        far.plug_in();
        port.emplace(std::make_unique<UsbLink>(UsbDevice::parse(device).value()),
            Talk{.dialect = dialect, .take_back = {0x1D, 'e', 2}});
    }

    FakePrinter printer;
    UsbFarEnd far{printer};
    std::optional<LinkPort> port;
};

std::int64_t milliseconds_since(std::chrono::steady_clock::time_point begin) {
    const auto took = std::chrono::steady_clock::now() - begin;
    return std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
}

/// This thread is nobody to the file system until the end of the scope.
class AsNobody {
  public:
    AsNobody() { become(65534); }
    AsNobody(const AsNobody&) = delete;
    AsNobody& operator=(const AsNobody&) = delete;
    ~AsNobody() { become(0); }

  private:
    static void become(long user) { REQUIRE(::syscall(SYS_setresuid, -1, user, -1) == 0); }
};

}  // namespace

TEST_CASE("a USB printer is named as lsusb shows it") {
    CHECK(UsbDevice::parse("").value() == UsbDevice{});
    CHECK(UsbDevice::parse("04b8:0e15").value() == UsbDevice{0x04B8, 0x0E15, ""});
    CHECK(UsbDevice::parse("04B8:0e15:A:1").value() == UsbDevice{0x04B8, 0x0E15, "A:1"});
    for (const std::string_view wrong :
        {"04b8", "04b8:", "04b8:e15", "04b8-0e15", "04b8:0e15:", "04b8:0e15x", "04bx:0e15"}) {
        CAPTURE(wrong);
        CHECK(UsbDevice::parse(wrong).error().kind == ErrorKind::InvalidInput);
    }
}

TEST_CASE("of the port status only an empty roll is believed") {
    CHECK(decode_port_status(0x18) == PrinterState::Unknown);  // "benign", says the class
    CHECK(decode_port_status(0x38) == PrinterState::PaperOut);
    CHECK(decode_port_status(0x20) == PrinterState::PaperOut);
    CHECK(decode_port_status(0x00) == PrinterState::Unknown);
    CHECK(decode_port_status(0xFF) == PrinterState::Unknown);
}

TEST_CASE("the model is found in a device id") {
    CHECK(model_in_device_id("MFG:EPSON;MDL:TM-T20II;CLS:PRINTER;") == "TM-T20II");
    CHECK(model_in_device_id("MANUFACTURER:X;MODEL:Y") == "Y");
    CHECK(model_in_device_id("MDL:" + std::string(100, 'x')).size() == 64);
    CHECK(model_in_device_id("nonsense").empty());
}

TEST_CASE("a USB printer prints and tells its state") {
    for (const StatusDialect dialect : {StatusDialect::EscposRealTime,
             StatusDialect::EscposAutomatic, StatusDialect::CustomKiosk}) {
        Plugged plugged(dialect);
        CHECK(plugged.port->state(deadline_ms).value() == PrinterState::Ready);
        CHECK(plugged.port->print(Bytes(20'000, 'x'), deadline_ms).fate == Fate::Printed);
        CHECK(plugged.printer.printed().size() == 20'000);
        plugged.printer.become(PrinterState::PaperOut);
        CHECK(plugged.port->state(deadline_ms).value() == PrinterState::PaperOut);
    }
}

TEST_CASE("a slip that waits in a USB kiosk printer's mouth is drawn back") {
    Plugged plugged(StatusDialect::CustomKiosk);
    CHECK(plugged.port->print(Bytes(50, 'x'), deadline_ms).fate == Fate::Printed);
    CHECK(plugged.port->take_back(deadline_ms).value() == PrinterState::Ready);
    CHECK(plugged.printer.printed().size() == 50);  // the visitor has it
    plugged.printer.hold_out(true);
    CHECK(plugged.port->take_back(deadline_ms).value() == PrinterState::Ready);
    CHECK(text_of(plugged.printer.printed()).substr(50) ==
          "\x1D"
          "e\x02");
}

TEST_CASE("the printer is chosen by its numbers and its serial number") {
    CHECK(Plugged(StatusDialect::EscposRealTime, "04b8:0e15").port->state(deadline_ms).value() ==
          PrinterState::Ready);
    CHECK(Plugged(StatusDialect::EscposRealTime, "04b8:0e15:X3GL1")
              .port->state(deadline_ms)
              .value() == PrinterState::Ready);
    for (const std::string_view other : {"04b8:0e15:X3GL2", "04b8:0202"}) {
        Plugged plugged(StatusDialect::EscposRealTime, other);
        CHECK(plugged.port->state(deadline_ms).value() == PrinterState::Absent);
        CHECK(plugged.port->print(Bytes(1), deadline_ms).fate == Fate::NotStarted);
    }
}

TEST_CASE("a printer that is not plugged in, then is, then is pulled out in the middle of a slip") {
    FakePrinter printer(StatusDialect::EscposRealTime);
    UsbFarEnd far(printer);
    LinkPort port(
        std::make_unique<UsbLink>(UsbDevice{}), Talk{.dialect = StatusDialect::EscposRealTime});
    CHECK(port.state(deadline_ms).value() == PrinterState::Absent);
    CHECK(port.print(Bytes(1), deadline_ms).fate == Fate::NotStarted);

    far.plug_in();
    const auto plugged_in = std::chrono::steady_clock::now();
    // The kernel's event is on its way to libusb's own thread.
    while (port.state(deadline_ms).value() == PrinterState::Absent &&
           milliseconds_since(plugged_in) < deadline_ms) {
    }
    CHECK(port.state(deadline_ms).value() == PrinterState::Ready);

    far.pull_out_after(5'000);
    const Delivery delivery = port.print(Bytes(20'000, 'x'), deadline_ms);
    CHECK(delivery.fate == Fate::Unknown);
    CHECK(printer.printed().size() <= 5'000);
    far.pull_out();
    CHECK(port.print(Bytes(1), deadline_ms).fate == Fate::NotStarted);
    CHECK(port.state(deadline_ms).value() == PrinterState::Absent);
}

TEST_CASE("usblp lets the printer go and gets it back") {
    Plugged plugged(StatusDialect::None);
    plugged.far.bind_usblp();
    CHECK(plugged.port->print(Bytes(10, 'x'), deadline_ms).fate == Fate::Printed);
    CHECK_FALSE(plugged.far.usblp_has_it());
    plugged.port.reset();
    CHECK(plugged.far.usblp_has_it());
}

TEST_CASE("a printer that another program holds is busy") {
    Plugged plugged(StatusDialect::EscposRealTime);
    plugged.far.be_claimed_elsewhere(true);
    CHECK(plugged.port->state(deadline_ms).value() == PrinterState::Busy);
    CHECK(plugged.port->print(Bytes(10, 'x'), deadline_ms).fate == Fate::NotStarted);
    plugged.far.be_claimed_elsewhere(false);
    CHECK(plugged.port->print(Bytes(10, 'x'), deadline_ms).fate == Fate::Printed);
}

TEST_CASE("a printer that the system keeps from us is a matter of permission") {
    if (::geteuid() != 0) {
        WARN("not run: only root can become somebody without permission");
        return;
    }
    Plugged plugged(StatusDialect::EscposRealTime);
    plugged.far.be_claimed_elsewhere(true);
    CHECK(plugged.port->state(deadline_ms).value() == PrinterState::Busy);  // it is seen
    plugged.far.forbid();
    const AsNobody nobody;
    CHECK(plugged.port->state(deadline_ms).value() == PrinterState::NoPermission);
    CHECK(plugged.port->print(Bytes(10, 'x'), deadline_ms).fate == Fate::NotStarted);
}

TEST_CASE("a stall ends the slip, is cleared, and the next slip is taken") {
    Plugged plugged(StatusDialect::None);
    plugged.far.stall_once();
    const Delivery stalled = plugged.port->print(Bytes(10, 'x'), deadline_ms);
    CHECK(stalled.fate == Fate::NotStarted);
    CHECK(stalled.error.value().context == "USB printer: send: LIBUSB_ERROR_PIPE");
    CHECK(plugged.far.halts_cleared() == 1);
    CHECK(plugged.port->print(Bytes(10, 'x'), deadline_ms).fate == Fate::Printed);
}

TEST_CASE("a printer that takes little at a time gets every byte once") {
    Plugged plugged(StatusDialect::EscposRealTime);
    plugged.far.split_writes(true);
    Bytes slip(10'000);
    for (std::size_t at = 0; at < slip.size(); ++at)
        slip[at] = static_cast<std::uint8_t>('a' + at % 26);
    CHECK(plugged.port->print(slip, deadline_ms).fate == Fate::Printed);
    CHECK((plugged.printer.printed() == slip));
}

TEST_CASE(
    "a printer that falls silent ends the slip at its deadline; what it took decides the fate") {
    Plugged plugged(StatusDialect::None);
    plugged.far.take_only(0);
    auto begin = std::chrono::steady_clock::now();
    CHECK(plugged.port->print(Bytes(10, 'x'), 200).fate == Fate::NotStarted);
    CHECK(milliseconds_since(begin) < 2'000);
    plugged.far.take_only(100);
    begin = std::chrono::steady_clock::now();
    CHECK(plugged.port->print(Bytes(5'000, 'x'), 200).fate == Fate::Unknown);
    CHECK(milliseconds_since(begin) < 2'000);
    CHECK(plugged.printer.printed().size() == 100);
}

TEST_CASE("babble on the status endpoint is not believed and stops no slip") {
    Plugged plugged(StatusDialect::EscposRealTime);
    plugged.printer.babble(Bytes(700, 0xFF));
    CHECK(plugged.port->state(1'000).error().kind == ErrorKind::Unavailable);
    CHECK(plugged.port->print(Bytes(10, 'x'), 1'000).fate == Fate::Printed);
}

TEST_CASE("an empty roll in the port status is believed of a printer that is not asked otherwise") {
    Plugged plugged(StatusDialect::None);
    CHECK(plugged.port->state(deadline_ms).value() == PrinterState::Unknown);
    plugged.far.tell_port_status(0x38);
    CHECK(plugged.port->state(deadline_ms).value() == PrinterState::PaperOut);
}
