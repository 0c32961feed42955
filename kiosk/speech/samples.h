#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace otk::kiosk::speech {

/// Sound of one channel, 16 bits a sample.
using Samples = std::vector<std::int16_t>;

/// Louder and quieter in steps that a person hears as even.
constexpr int volume_steps = 5;
/// What samples are multiplied by at that step, 1 to volume_steps: 6 dB less for each step below
/// the loudest. Nothing is ever cut off.
float gain_of(int step);
void apply_gain(Samples& samples, float gain);

/// The begin of a WAV file: how its samples are to be read.
struct WavHeader {
    int rate_hz = 0;
    std::size_t begin = 0;  ///< where the samples begin
};
/// Reads PCM with one channel of 16 bits and 8000 to 48000 Hz, and nothing else. Absent for
/// anything else, and while `bytes` does not reach the samples yet.
std::optional<WavHeader> read_wav_header(std::string_view bytes);
/// A WAV header's size is within this, or it is not read.
constexpr std::size_t wav_header_bytes_max = 4096;

/// Little-endian; an odd last byte is left out.
Samples samples_of(std::string_view bytes);

}  // namespace otk::kiosk::speech
