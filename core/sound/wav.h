#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "core/base/result.h"

namespace otk::sound {

/// The begin of a WAV file: how its samples are to be read.
struct WavHeader {
    int rate_hz = 0;
    std::size_t begin = 0;   ///< where the samples begin
    std::size_t length = 0;  ///< of them, in bytes; a program that streams does not know it
};
/// Reads PCM with one channel of 16 bits and 8000 to 48000 Hz, and nothing else. Absent for
/// anything else, and while `bytes` does not reach the samples yet.
std::optional<WavHeader> read_wav_header(std::string_view bytes);
/// A WAV header's size is within this, or it is not read.
constexpr std::size_t wav_header_bytes_max = 4096;

/// A whole recording: little-endian samples of 16 bits, a view of what it was read from.
struct Wav {
    int rate_hz = 0;
    std::string_view samples;
};
/// InvalidInput: it is no such file, has no sound, half a sample, or less of it than it says.
Result<Wav> read_wav(std::string_view file);

}  // namespace otk::sound
