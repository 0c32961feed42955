#include "drivers/port/cups_port.h"

#include <algorithm>

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::port;

TEST_CASE("a queue is a name, with its scheduler's address where it is not the usual one") {
    const auto usual = CupsQueue::parse("kiosk-1.a_b").value();
    CHECK(usual.name == "kiosk-1.a_b");
    CHECK(usual.host == "/run/cups/cups.sock");
    CHECK(
        CupsQueue::parse("127.0.0.1:8631/kiosk").value() == CupsQueue{"127.0.0.1", 8631, "kiosk"});
    for (const std::string_view wrong : {"", "a b", "a/b/c", "127.0.0.1/kiosk", "127.0.0.1:0/kiosk",
             "127.0.0.1:65536/kiosk", ":631/kiosk", "127.0.0.1:631/"}) {
        CAPTURE(wrong);
        CHECK(CupsQueue::parse(wrong).error().kind == ErrorKind::InvalidInput);
    }
}

// printer-state: 3 idle, 4 processing, 5 stopped (RFC 8011, 5.4.11).
TEST_CASE("the scheduler's reasons name the state, the state only what is left") {
    const auto told = [](int state, std::vector<std::string> reasons) {
        return state_of(QueueReport{state, std::move(reasons), true});
    };
    CHECK(told(3, {"none"}) == PrinterState::Ready);
    CHECK(told(4, {"none"}) == PrinterState::Busy);
    CHECK(told(5, {"paused"}) == PrinterState::Offline);
    CHECK(told(5, {"none"}) == PrinterState::Offline);
    CHECK(told(0, {}) == PrinterState::Unknown);
    CHECK(told(3, {"media-low-warning"}) == PrinterState::PaperLow);
    CHECK(told(5, {"media-low-warning", "media-empty-error"}) == PrinterState::PaperOut);
    CHECK(told(5, {"media-needed"}) == PrinterState::PaperOut);
    CHECK(told(5, {"paused", "cover-open-report"}) == PrinterState::CoverOpen);
    CHECK(told(4, {"media-jam"}) == PrinterState::Cutter);
    // With the printer switched off the job says "processing" and the state too.
    CHECK(told(4, {"connecting-to-device"}) == PrinterState::Offline);
    CHECK(is_connecting({4, {"connecting-to-device"}, true}));
    CHECK_FALSE(is_connecting({4, {"none"}, true}));
    CHECK(is_connecting({4, {"none"}, true, "Connecting to printer."}));
    CHECK(state_of(QueueReport{4, {"none"}, true, "The printer is unreachable at this time."}) ==
          PrinterState::Offline);
    CHECK_FALSE(is_connecting({4, {"none"}, true, "Sending data to printer."}));
    CHECK_FALSE(is_connecting({3, {"none"}, true, "Connecting to printer."}));
    CHECK(state_of(QueueReport{3, {"none"}, false}) == PrinterState::Offline);
}

TEST_CASE("what a document is shows in its first bytes") {
    CHECK(document_format(bytes_of("%PDF-1.5")) == "application/pdf");
    CHECK(document_format(bytes_of("RaS2PwgRaster")) == "image/pwg-raster");
    CHECK(document_format(Bytes{0x1B, '@'}) == "application/vnd.cups-raw");
}

TEST_CASE("a page is a PDF wherever a queue takes one, else a picture with the printer's dots") {
    QueueReport report;
    CHECK(page_dots_per_inch(report, 203) == 0);
    report.takes_raster = true;
    CHECK(page_dots_per_inch(report, 203) == 0);
    report.takes_pdf = false;
    CHECK(page_dots_per_inch(report, 203) == 203);
    report.raster_dots_per_inch = {600, 180, 300};
    CHECK(page_dots_per_inch(report, 203) == 180);
    report.takes_raster = false;
    CHECK(page_dots_per_inch(report, 203) == 0);  // refused when it is given
}

TEST_CASE("a PWG raster tells how large it is") {
    Bytes raster(4 + 1796, 0);
    std::copy_n("RaS2", 4, raster.begin());
    const auto put = [&raster](std::size_t offset, std::uint32_t number) {
        for (std::size_t byte = 0; byte < 4; ++byte)
            raster[4 + offset + byte] = static_cast<std::uint8_t>(number >> (24 - 8 * byte));
    };
    put(276, 203);
    put(372, 639);
    put(376, 1'278);
    CHECK(page_size_of(raster) == PageSize{7'995, 15'991});
    put(372, 0);
    CHECK_FALSE(page_size_of(raster));
    put(372, 0xFFFF'FFFF);
    CHECK_FALSE(page_size_of(raster));
    CHECK_FALSE(page_size_of(bytes_of("RaS2")));
}

TEST_CASE("a page tells how large it is") {
    const PageSize roll{8'000, 6'465};
    CHECK(page_size_of(bytes_of("%PDF-1.5\n/MediaBox [ 0 0 226.771654 183.271363 ]\n")) == roll);
    for (const char* other : {"%PDF-1.5", "/MediaBox [ 0 0 226.77", "/MediaBox [ 0 0 a b ]",
             "/MediaBox [ 0 0 0 10 ]", "/MediaBox [ 0 0 nan 10 ]", "/MediaBox [ 0 0 1e9 10 ]"}) {
        INFO(other);
        CHECK_FALSE(page_size_of(bytes_of(other)));
    }
    CHECK_FALSE(page_size_of(Bytes{0x1B, '@'}));
}

TEST_CASE("without a scheduler nothing starts") {
    CupsPort port(CupsQueue{"/nowhere/cups.sock", 0, "kiosk"}, 203);
    CHECK(port.state(1'000).value() == PrinterState::Offline);
    const Delivery delivery = port.print(Bytes(1), 1'000);
    CHECK(delivery.fate == Fate::NotStarted);
    CHECK(delivery.state == PrinterState::Offline);
}
