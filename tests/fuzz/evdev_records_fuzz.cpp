#include <cstring>
#include <map>
#include <variant>
#include <vector>

#include "core/base/assert.h"
#include "kiosk/evdev/decoder.h"
#include "tests/fuzz/fuzz_target.h"

namespace {

using namespace otk::kiosk::evdev;

/// The kernel's record without its time.
struct Record {
    std::uint16_t type;
    std::uint16_t code;
    std::int32_t value;
};

/// Each finger goes down, moves and goes up in this order, on the panel or lost.
void check(const Touch& touch, std::map<std::int64_t, bool>& is_down) {
    const bool was_down = is_down[touch.finger];
    OTK_ASSERT(was_down == (touch.phase != Touch::Phase::Down));
    is_down[touch.finger] = touch.phase != Touch::Phase::Up;
    const bool is_lost = touch.x == -1 && touch.y == -1 && touch.phase == Touch::Phase::Up;
    OTK_ASSERT(is_lost || (touch.x >= 0 && touch.x <= 1 && touch.y >= 0 && touch.y <= 1));
}

void play(Decoder decoder, const std::uint8_t* bytes, std::size_t size) {
    std::map<std::int64_t, bool> is_down;
    for (std::size_t at = 0; at + sizeof(Record) <= size; at += sizeof(Record)) {
        Record record{};
        std::memcpy(&record, bytes + at, sizeof record);
        std::vector<Event> events;
        decoder.take(record.type, record.code, record.value, events);
        for (const Event& event : events) {
            if (const auto* touch = std::get_if<Touch>(&event)) check(*touch, is_down);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const Axes axes{{0, 4095}, {-100, 32767}};
    play(Decoder({axes, axes}, 1), bytes, size);
    play(Decoder({std::nullopt, axes}, 2), bytes, size);
    play(Decoder({}, 3), bytes, size);
    return 0;
}
