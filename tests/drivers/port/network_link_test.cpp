#include "drivers/port/network_link.h"

#include <chrono>

#include <catch2/catch.hpp>

#include "drivers/port/link_port.h"
#include "tests/drivers/network_far_end.h"

using namespace otk;
using namespace otk::port;
using printer::StatusDialect;
using test::FakePrinter;
using test::NetworkFarEnd;
using test::NetworkFault;

namespace {

constexpr int deadline_ms = 5'000;

LinkPort port_to(const NetworkFarEnd& far, StatusDialect dialect) {
    return LinkPort(std::make_unique<NetworkLink>(far.address()), Talk{.dialect = dialect});
}

std::int64_t milliseconds_of(const std::function<void()>& call) {
    const auto begin = std::chrono::steady_clock::now();
    call();
    const auto took = std::chrono::steady_clock::now() - begin;
    return std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
}

}  // namespace

TEST_CASE("an address is numbers, with 9100 as the usual port") {
    using Address = NetworkAddress;
    CHECK(Address::parse("192.0.2.7").value() == Address{"192.0.2.7", "9100"});
    CHECK(Address::parse("192.0.2.7:9101").value() == Address{"192.0.2.7", "9101"});
    CHECK(Address::parse("[2001:db8::7]:9100").value() == Address{"2001:db8::7", "9100"});
    CHECK(Address::parse("[2001:db8::7]").value() == Address{"2001:db8::7", "9100"});
    CHECK(Address::parse("2001:db8::7").value() == Address{"2001:db8::7", "9100"});
    for (const std::string_view wrong :
        {"", "printer.example", "192.0.2.7:0", "192.0.2.7:65536", "192.0.2.7:x",
            "192.0.2.7:", "[2001:db8::7", "[2001:db8::7]9100", "192.0.2", ":9100"}) {
        CAPTURE(wrong);
        CHECK(Address::parse(wrong).error().kind == ErrorKind::InvalidInput);
    }
}

TEST_CASE("nobody listens: the slip never started and the printer is off line") {
    NetworkAddress nobody;
    {
        FakePrinter printer(StatusDialect::None);
        nobody = NetworkFarEnd(printer).address();
    }
    LinkPort port(std::make_unique<NetworkLink>(nobody), Talk{});
    CHECK(port.state(deadline_ms).value() == PrinterState::Offline);
    const Delivery delivery = port.print(Bytes(10, 'x'), deadline_ms);
    CHECK(delivery.fate == Fate::NotStarted);
    CHECK(delivery.state == PrinterState::Offline);
}

TEST_CASE("a printer that is never asked gets the slip and nothing else") {
    FakePrinter printer(StatusDialect::None);
    const NetworkFarEnd far(printer);
    LinkPort port = port_to(far, StatusDialect::None);
    CHECK(port.state(deadline_ms).value() == PrinterState::Unknown);
    CHECK(port.print(Bytes(10'000, 'x'), deadline_ms).fate == Fate::Printed);
    CHECK(printer.enquiries() == 0);
    CHECK(far.connections() == 1);
}

TEST_CASE("a connection that the printer closed while idle is made anew") {
    FakePrinter printer(StatusDialect::EscposRealTime);
    NetworkFarEnd far(printer);
    LinkPort port = port_to(far, StatusDialect::EscposRealTime);
    CHECK(port.print(Bytes(10, 'x'), deadline_ms).fate == Fate::Printed);
    far.hang_up();
    // The end of the connection is on its way; each try sees either the old or the new one.
    CHECK(port.state(deadline_ms).value_or(PrinterState::Unknown) != PrinterState::Offline);
    CHECK(port.print(Bytes(10, 'x'), deadline_ms).fate == Fate::Printed);
    CHECK(far.connections() == 2);
    CHECK(printer.printed().size() == 20);
}

TEST_CASE("a reset in a slip leaves its fate unknown, and says so") {
    FakePrinter printer(StatusDialect::None);
    const NetworkFarEnd far(printer, NetworkFault::Reset);
    LinkPort port = port_to(far, StatusDialect::None);
    const Delivery delivery = port.print(Bytes(1'000'000, 'x'), deadline_ms);
    CHECK(delivery.fate == Fate::Unknown);
    CHECK(delivery.error.value().context == "network printer: it reset the connection");
}

TEST_CASE("a printer that only closed its own side still takes the slip") {
    FakePrinter printer(StatusDialect::EscposRealTime);
    const NetworkFarEnd far(printer, NetworkFault::HalfClose);
    LinkPort port = port_to(far, StatusDialect::EscposRealTime);
    CHECK(port.print(Bytes(10'000, 'x'), deadline_ms).fate == Fate::Printed);
}

TEST_CASE("a deaf printer ends each call at its deadline") {
    FakePrinter printer(StatusDialect::None);
    const NetworkFarEnd far(printer, NetworkFault::Deaf);
    LinkPort port = port_to(far, StatusDialect::None);
    Delivery delivery{Fate::Printed, std::nullopt};
    // More than the buffers of both sides.
    const auto took_ms =
        milliseconds_of([&] { delivery = port.print(Bytes(8'000'000, 'x'), 300); });
    CHECK(delivery.fate == Fate::Unknown);
    CHECK(took_ms >= 300);
    CHECK(took_ms < 3'000);
}
