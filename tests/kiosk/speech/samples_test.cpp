#include <catch2/catch.hpp>

#include "kiosk/speech/samples.h"

namespace otk::test {

using namespace kiosk::speech;

namespace {

using namespace std::string_literals;

/// RIFF, fmt of 16 bytes, data.
std::string wav(const std::string& format, const std::string& before_data = "") {
    return "RIFF\x24\xf0\xff\x7fWAVEfmt \x10\0\0\0"s + format + before_data + "data\0\xf0\xff\x7f"s;
}

// PCM, one channel, 22050 Hz, 44100 bytes a second, 2 bytes a block, 16 bits.
const std::string mono_22050 = "\x01\0\x01\0\x22\x56\0\0\x44\xac\0\0\x02\0\x10\0"s;

}  // namespace

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

TEST_CASE("a WAV header says the rate and where the sound begins") {
    const std::string plain = wav(mono_22050);
    const auto header = read_wav_header(plain + "sound");
    REQUIRE(header);
    CHECK(header->rate_hz == 22'050);
    CHECK(header->begin == plain.size());
    // What else stands between is skipped, an odd length with its padding.
    const std::string longer = wav(mono_22050, "LIST\x03\0\0\0abc\0"s);
    REQUIRE(read_wav_header(longer));
    CHECK(read_wav_header(longer)->begin == longer.size());
}

TEST_CASE("a WAV header that is not whole, or is of other sound, is none") {
    const std::string whole = wav(mono_22050);
    for (std::size_t length = 0; length < whole.size(); ++length) {
        CHECK_FALSE(read_wav_header(std::string_view(whole).substr(0, length)));
    }
    std::string stereo = mono_22050;
    stereo[2] = 2;
    CHECK_FALSE(read_wav_header(wav(stereo)));
    std::string eight_bits = mono_22050;
    eight_bits[14] = 8;
    CHECK_FALSE(read_wav_header(wav(eight_bits)));
    std::string slow = mono_22050;
    slow[5] = 1;
    CHECK_FALSE(read_wav_header(wav(slow)));
    CHECK_FALSE(read_wav_header("RIFF\xff\xff\xff\xffWAVEfmt \xff\xff\xff\xff"s));
    CHECK_FALSE(read_wav_header(""));
}

TEST_CASE("samples are little-endian, and half a sample is none") {
    CHECK(samples_of("\x01\x00\xff\xff\x00\x80\x07"s) == Samples{1, -1, -32768});
    CHECK(samples_of("").empty());
}

}  // namespace otk::test
