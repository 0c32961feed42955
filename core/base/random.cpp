#include "core/base/random.h"

#include <sys/random.h>

#include <cerrno>
#include <cstring>

#include "core/base/assert.h"

namespace otk {

std::uint64_t Random::below(std::uint64_t bound) {
    OTK_ASSERT(bound > 0);
    // Numbers under this threshold would make small results likelier; they are drawn again.
    const std::uint64_t threshold = (0 - bound) % bound;
    for (;;) {
        std::uint8_t bytes[sizeof(std::uint64_t)];
        fill(bytes);
        std::uint64_t number = 0;
        std::memcpy(&number, bytes, sizeof(number));
        if (number >= threshold) return number % bound;
    }
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        const ssize_t got = getrandom(bytes.data(), bytes.size(), 0);
        if (got < 0) {
            OTK_ASSERT(errno == EINTR);
            continue;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
}

void SeededRandom::fill(std::span<std::uint8_t> bytes) {
    while (!bytes.empty()) {
        m_state += 0x9E3779B97F4A7C15U;
        std::uint64_t mixed = m_state;
        mixed = (mixed ^ (mixed >> 30U)) * 0xBF58476D1CE4E5B9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94D049BB133111EBU;
        mixed ^= mixed >> 31U;
        const std::size_t count = bytes.size() < sizeof(mixed) ? bytes.size() : sizeof(mixed);
        std::memcpy(bytes.data(), &mixed, count);
        bytes = bytes.subspan(count);
    }
}

}  // namespace otk
