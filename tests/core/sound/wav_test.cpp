#include "core/sound/wav.h"

#include <catch2/catch.hpp>

using namespace otk;
using namespace otk::sound;

namespace {

using namespace std::string_literals;

/// RIFF, fmt of 16 bytes, data.
std::string wav(const std::string& format, const std::string& before_data = "") {
    return "RIFF\x24\xf0\xff\x7fWAVEfmt \x10\0\0\0"s + format + before_data + "data\0\xf0\xff\x7f"s;
}

// PCM, one channel, 22050 Hz, 44100 bytes a second, 2 bytes a block, 16 bits.
const std::string mono_22050 = "\x01\0\x01\0\x22\x56\0\0\x44\xac\0\0\x02\0\x10\0"s;

/// A whole file with these samples.
std::string recording(const std::string& sound, char length) {
    std::string file = wav(mono_22050);
    file.replace(file.size() - 4, 4, std::string{length, 0, 0, 0});
    return file + sound;
}

}  // namespace

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

TEST_CASE("a recording is what its header says, and what a recorder put behind it is no sound") {
    const std::string file = recording("abcd", 4) + "LIST\x04\0\0\0name"s;
    const Result<Wav> wav = read_wav(file);
    REQUIRE(wav);
    CHECK(wav->rate_hz == 22'050);
    CHECK(wav->samples == "abcd");
}

TEST_CASE("a recording that is cut off, empty or has half a sample is refused") {
    for (const std::string& file :
        {recording("abc", 4), recording("", 0), recording("abc", 3), "RIFF"s}) {
        const Result<Wav> wav = read_wav(file);
        REQUIRE_FALSE(wav);
        CHECK(wav.error().kind == ErrorKind::InvalidInput);
    }
}
