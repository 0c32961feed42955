#include "drivers/port/status_bytes.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::port;

namespace {

PrinterState told(RealTime asked, std::uint8_t answer) {
    return state_of(decode_real_time(asked, answer).value());
}

}  // namespace

// The values are those of Epson's command reference: fixed bits 0x12, then one bit a cause.
TEST_CASE("the real-time answers name the state and its cause") {
    CHECK(told(RealTime::Printer, 0x12) == PrinterState::Ready);
    CHECK(told(RealTime::Printer, 0x16) == PrinterState::Ready);  // the drawer is none of ours
    CHECK(told(RealTime::Printer, 0x1A) == PrinterState::Offline);
    CHECK(told(RealTime::OfflineCause, 0x16) == PrinterState::CoverOpen);
    CHECK(told(RealTime::OfflineCause, 0x32) == PrinterState::PaperOut);
    CHECK(told(RealTime::ErrorCause, 0x1A) == PrinterState::Cutter);
    CHECK(told(RealTime::ErrorCause, 0x32) == PrinterState::Cutter);
    CHECK(told(RealTime::ErrorCause, 0x52) == PrinterState::Busy);  // a hot head cools by itself
    CHECK(told(RealTime::Paper, 0x1E) == PrinterState::PaperLow);
    CHECK(told(RealTime::Paper, 0x7E) == PrinterState::PaperOut);
}

TEST_CASE("a byte without the fixed bits is no answer") {
    for (int value = 0; value < 256; ++value) {
        const auto byte = static_cast<std::uint8_t>(value);
        // Bit 0 and 7 off, 1 and 4 on.
        const bool is_right =
            value % 2 == 0 && value < 128 && (value & 2) != 0 && (value & 16) != 0;
        CHECK(decode_real_time(RealTime::Paper, byte).has_value() == is_right);
    }
}

TEST_CASE("a cause that a person can mend is told before the rest") {
    const Condition all{.offline = true,
        .cover_open = true,
        .paper_out = true,
        .paper_low = true,
        .fault = true,
        .resting = true};
    CHECK(state_of(all) == PrinterState::CoverOpen);
    CHECK(state_of(both({.offline = true}, {.paper_out = true})) == PrinterState::PaperOut);
    CHECK(state_of(both({.offline = true, .paper_low = true}, {.fault = true})) ==
          PrinterState::Cutter);
    CHECK(state_of({.offline = true, .paper_low = true}) == PrinterState::Offline);
}

TEST_CASE("automatic status is four bytes with fixed bits") {
    CHECK(state_of(decode_automatic({0x10, 0x00, 0x00, 0x0F}).value()) == PrinterState::Ready);
    CHECK(state_of(decode_automatic({0x38, 0x00, 0x00, 0x0F}).value()) == PrinterState::CoverOpen);
    CHECK(state_of(decode_automatic({0x18, 0x00, 0x0F, 0x0F}).value()) == PrinterState::PaperOut);
    CHECK(state_of(decode_automatic({0x10, 0x00, 0x03, 0x0F}).value()) == PrinterState::PaperLow);
    CHECK(state_of(decode_automatic({0x18, 0x08, 0x00, 0x0F}).value()) == PrinterState::Cutter);
    CHECK_FALSE(decode_automatic({0x11, 0x00, 0x00, 0x0F}));
    CHECK_FALSE(decode_automatic({0x10, 0x80, 0x00, 0x0F}));
    CHECK_FALSE(decode_automatic({0x10, 0x00, 0x10, 0x0F}));
}

TEST_CASE(
    "the full status of a kiosk printer tells paper, cover, cutter and the slip in its mouth") {
    CHECK(state_of(decode_full({0x10, 0x0F, 0, 0, 0, 0}).value()) == PrinterState::Ready);
    CHECK(state_of(decode_full({0x10, 0x0F, 0x05, 0, 0, 0}).value()) == PrinterState::PaperOut);
    CHECK(state_of(decode_full({0x10, 0x0F, 0x04, 0, 0, 0}).value()) == PrinterState::PaperLow);
    CHECK(state_of(decode_full({0x10, 0x0F, 0x40, 0, 0, 0}).value()) == PrinterState::PaperLow);
    CHECK(state_of(decode_full({0x10, 0x0F, 0, 0x02, 0, 0}).value()) == PrinterState::CoverOpen);
    CHECK(state_of(decode_full({0x10, 0x0F, 0, 0, 0x40, 0}).value()) == PrinterState::Cutter);
    CHECK(state_of(decode_full({0x10, 0x0F, 0, 0, 0, 0x01}).value()) == PrinterState::Cutter);
    CHECK(decode_full({0x10, 0x0F, 0x20, 0, 0, 0}).value().in_mouth);
    CHECK_FALSE(decode_full({0x10, 0x10, 0, 0, 0, 0}));
}

TEST_CASE("answers are parted from automatic status between them, wherever the bytes break") {
    const Bytes said{0x12, 0x10, 0x00, 0x03, 0x0F, 0x16, 0x10, 0x0F, 0x01, 0x00, 0x00, 0x00, 0x03};
    for (std::size_t cut = 0; cut <= said.size(); ++cut) {
        CAPTURE(cut);
        StatusReader reader;
        reader.feed(ByteView(said).first(cut));
        reader.feed(ByteView(said).subspan(cut));
        CHECK(reader.take_real_time() == std::optional<std::uint8_t>(0x16));
        CHECK_FALSE(reader.take_real_time());
        CHECK(reader.take_automatic().value().paper_low);
        CHECK(reader.take_full().value().paper_out);
        CHECK(reader.take_sensor());
        CHECK_FALSE(reader.take_sensor());
    }
}

TEST_CASE("babble is dropped and what was said before an enquiry is forgotten") {
    StatusReader reader;
    reader.feed(Bytes(1000, 0xFF));
    CHECK_FALSE(reader.take_real_time());
    CHECK_FALSE(reader.take_sensor());
    reader.feed(Bytes{0x12, 0x00, 0x10, 0x00, 0x00, 0x00});
    reader.forget();
    CHECK_FALSE(reader.take_real_time());
    CHECK_FALSE(reader.take_automatic());
    CHECK_FALSE(reader.take_sensor());
}
