#include <catch2/catch.hpp>

#include "kiosk/speech/samples.h"

namespace otk::test {

using namespace kiosk::speech;

using namespace std::string_literals;

TEST_CASE("each step of the volume is 6 dB, the loudest is what the voice made") {
    CHECK(gain_of(volume_steps) == Approx(1.0));
    for (int step = 2; step <= volume_steps; ++step) {
        CHECK(gain_of(step) / gain_of(step - 1) == Approx(1.9953).margin(0.001));
    }
    CHECK(gain_of(0) == Approx(gain_of(1)));
    CHECK(gain_of(99) == Approx(1.0));
    CHECK(volume_steps >= 3);
}

TEST_CASE("gain does not wrap around") {
    Samples samples{-32768, -100, 0, 100, 32767};
    apply_gain(samples, 2);
    CHECK(samples == Samples{-32768, -200, 0, 200, 32767});
    apply_gain(samples, 0.5F);
    CHECK(samples == Samples{-16384, -100, 0, 100, 16384});
}

TEST_CASE("samples are little-endian, and half a sample is none") {
    CHECK(samples_of("\x01\x00\xff\xff\x00\x80\x07"s) == Samples{1, -1, -32768});
    CHECK(samples_of("").empty());
}

}  // namespace otk::test
