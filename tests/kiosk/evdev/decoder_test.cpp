#include <catch2/catch.hpp>

#include <linux/input.h>

#include "kiosk/evdev/decoder.h"
#include "kiosk/evdev/key_usage.h"

using namespace otk::kiosk::evdev;
using Phase = Touch::Phase;

namespace {

struct Record {
    std::uint16_t type;
    std::uint16_t code;
    std::int32_t value;
};

constexpr Record report{EV_SYN, SYN_REPORT, 0};

std::vector<Event> decoded(Decoder& decoder, std::initializer_list<Record> records) {
    std::vector<Event> events;
    for (const Record& record : records)
        decoder.take(record.type, record.code, record.value, events);
    return events;
}

constexpr Axes thousand{{0, 999}, {0, 999}};
/// A virtual machine's tablet: its axes have nothing to do with the panel's pixels.
const Abilities tablet{std::nullopt, Axes{{0, 32767}, {0, 32767}}};
const Abilities panel{thousand, thousand};

const Touch& touch(const std::vector<Event>& events, std::size_t at = 0) {
    return std::get<Touch>(events.at(at));
}

}  // namespace

TEST_CASE("a value is scaled by the device's own axis, and clamped to it") {
    CHECK(scaled(0, {0, 999}) == Approx(0.0005));
    CHECK(scaled(999, {0, 999}) == Approx(0.9995));
    CHECK(scaled(0, {-100, 100}) == Approx(0.5));
    CHECK(scaled(-5000, {-100, 100}) == scaled(-100, {-100, 100}));
    CHECK(scaled(5000, {-100, 100}) == scaled(100, {-100, 100}));
    // From end to end of 32 bits nothing overflows.
    CHECK(scaled(INT32_MAX, {INT32_MIN, INT32_MAX}) <= 1.0F);
    CHECK(scaled(INT32_MIN, {INT32_MIN, INT32_MAX}) >= 0.0F);
    CHECK(scaled(7, {5, 5}) == 0.5F);
}

TEST_CASE("an absolute pointer presses where its axes say, not where its raw numbers are") {
    Decoder decoder(tablet, 0);
    const auto down = decoded(
        decoder, {{EV_ABS, ABS_X, 16384}, {EV_ABS, ABS_Y, 8192}, {EV_KEY, BTN_LEFT, 1}, report});
    REQUIRE(down.size() == 1);
    CHECK(touch(down).phase == Phase::Down);
    CHECK(touch(down).x == Approx(0.5).margin(1e-4));
    CHECK(touch(down).y == Approx(0.25).margin(1e-4));
    const auto moved = decoded(decoder, {{EV_ABS, ABS_X, 32767}, report});
    REQUIRE(moved.size() == 1);
    CHECK(touch(moved).phase == Phase::Move);
    CHECK(touch(moved).x == Approx(1.0).margin(1e-4));
    CHECK(touch(moved).x < 1.0F);
    const auto up = decoded(decoder, {{EV_KEY, BTN_LEFT, 0}, report});
    REQUIRE(up.size() == 1);
    CHECK(touch(up).phase == Phase::Up);
}

TEST_CASE("a pointer that nobody presses says nothing") {
    Decoder decoder(tablet, 0);
    CHECK(decoded(decoder, {{EV_ABS, ABS_X, 100}, report, {EV_ABS, ABS_Y, 100}, report}).empty());
}

TEST_CASE("two fingers of a panel are told apart, and its stand-in for one finger is passed over") {
    Decoder decoder(panel, 3);
    const auto down = decoded(
        decoder, {{EV_ABS, ABS_MT_SLOT, 0}, {EV_ABS, ABS_MT_TRACKING_ID, 70},
                     {EV_ABS, ABS_MT_POSITION_X, 100}, {EV_ABS, ABS_MT_POSITION_Y, 200},
                     {EV_ABS, ABS_MT_SLOT, 1}, {EV_ABS, ABS_MT_TRACKING_ID, 71},
                     {EV_ABS, ABS_MT_POSITION_X, 500}, {EV_ABS, ABS_MT_POSITION_Y, 600},
                     {EV_KEY, BTN_TOUCH, 1}, {EV_ABS, ABS_X, 100}, {EV_ABS, ABS_Y, 200}, report});
    REQUIRE(down.size() == 2);
    CHECK(touch(down, 0).x == Approx(0.1005));
    CHECK(touch(down, 1).y == Approx(0.6005));
    CHECK(touch(down, 0).finger != touch(down, 1).finger);
    Decoder other(panel, 4);
    const auto of_other = decoded(other, {{EV_ABS, ABS_MT_TRACKING_ID, 1}, report});
    REQUIRE(of_other.size() == 1);
    CHECK(touch(of_other).finger != touch(down, 0).finger);
    CHECK(touch(of_other).finger != touch(down, 1).finger);

    const auto up =
        decoded(decoder, {{EV_ABS, ABS_MT_SLOT, 0}, {EV_ABS, ABS_MT_TRACKING_ID, -1}, report});
    REQUIRE(up.size() == 1);
    CHECK(touch(up) == Touch{Phase::Up, touch(down, 0).finger, touch(down, 0).x, touch(down, 0).y});
}

TEST_CASE("a finger that was tapped between two reports is no touch") {
    Decoder decoder(panel, 0);
    CHECK(decoded(
        decoder, {{EV_ABS, ABS_MT_TRACKING_ID, 5}, {EV_ABS, ABS_MT_TRACKING_ID, -1}, report})
              .empty());
}

TEST_CASE("slots that a panel must not have are passed over") {
    Decoder decoder(panel, 0);
    for (const std::int32_t slot : {-1, Decoder::slots_max, INT32_MAX, INT32_MIN}) {
        CHECK(decoded(decoder, {{EV_ABS, ABS_MT_SLOT, slot}, {EV_ABS, ABS_MT_TRACKING_ID, 5},
                                   {EV_ABS, ABS_MT_POSITION_X, 5}, report})
                  .empty());
    }
}

TEST_CASE("where records were lost the fingers lie nowhere, and count again when they come anew") {
    Decoder decoder(panel, 0);
    const auto down = decoded(decoder, {{EV_ABS, ABS_MT_TRACKING_ID, 5}, report});
    REQUIRE(down.size() == 1);
    const auto lost = decoded(decoder,
        {{EV_SYN, SYN_DROPPED, 0}, {EV_ABS, ABS_MT_POSITION_X, 5}, {EV_KEY, KEY_A, 1}, report});
    REQUIRE(lost.size() == 1);
    CHECK(touch(lost) == Touch{Phase::Up, touch(down).finger, -1, -1});
    // The same finger still moves: it was given up.
    CHECK(decoded(decoder, {{EV_ABS, ABS_MT_POSITION_X, 9}, report}).empty());
    CHECK(decoded(decoder, {{EV_ABS, ABS_MT_TRACKING_ID, 6}, report}).size() == 1);
}

TEST_CASE("keys come by their USB usage, first, repeated and up") {
    Decoder decoder({}, 0);
    const auto events = decoded(decoder, {{EV_KEY, KEY_RIGHT, 1}, report, {EV_KEY, KEY_RIGHT, 2},
                                             report, {EV_KEY, KEY_RIGHT, 0}, report});
    CHECK(events ==
          std::vector<Event>{Key{79, true, false}, Key{79, true, true}, Key{79, false, false}});
}

TEST_CASE("where records were lost no key is held any more, and none that was let go before is lost") {
    Decoder decoder({}, 0);
    decoded(decoder, {{EV_KEY, KEY_RIGHT, 1}, {EV_KEY, KEY_A, 1}, {EV_KEY, KEY_A, 0}, report});
    const Key lost{.usage = 79, .is_down = false, .is_repeated = false, .is_lost = true};
    CHECK(decoded(decoder, {{EV_SYN, SYN_DROPPED, 0}, report}) == std::vector<Event>{lost});
    // Its repeats, or its end, may still come.
    CHECK(decoded(decoder, {{EV_KEY, KEY_RIGHT, 2}, report}) ==
          std::vector<Event>{Key{79, true, true}});
    CHECK(decoded(decoder, {{EV_KEY, KEY_RIGHT, 0}, report}) ==
          std::vector<Event>{Key{79, false, false}});
    CHECK(decoded(decoder, {{EV_SYN, SYN_DROPPED, 0}, report}).empty());
}

TEST_CASE("usages are those of the HID tables") {
    // HID Usage Tables 1.4, table 10.1.
    CHECK(usage_of(KEY_A) == 0x04);
    CHECK(usage_of(KEY_ENTER) == 0x28);
    CHECK(usage_of(KEY_F1) == 0x3A);
    CHECK(usage_of(KEY_UP) == 0x52);
    CHECK(usage_of(KEY_KPENTER) == 0x58);
    CHECK(usage_of(KEY_KP0) == 0x62);
    CHECK(usage_of(KEY_F13) == 0x68);
    CHECK(usage_of(KEY_HELP) == 0x75);
    CHECK(usage_of(KEY_VOLUMEUP) == 0x80);
    CHECK(usage_of(KEY_VOLUMEDOWN) == 0x81);
    CHECK_FALSE(usage_of(KEY_RESERVED));
    CHECK_FALSE(usage_of(BTN_LEFT));
    CHECK_FALSE(usage_of(KEY_WWW));
}
