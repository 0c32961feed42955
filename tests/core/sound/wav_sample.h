#pragma once

#include <cstdint>
#include <string>

namespace otk::test {

/// A whole recording as a recorder writes it: so many samples of one channel, 16 bits.
inline std::string wav_file(std::uint32_t rate_hz, std::uint32_t samples, char sample = 'o') {
    const auto number = [](std::uint32_t value, int bytes) {
        std::string text;
        for (int at = 0; at < bytes; ++at)
            text += static_cast<char>(value >> (8 * at) & 0xFFU);
        return text;
    };
    const std::uint32_t bytes = samples * 2;
    return "RIFF" + number(36 + bytes, 4) + "WAVEfmt " + number(16, 4) + number(1, 2) +
           number(1, 2) + number(rate_hz, 4) + number(rate_hz * 2, 4) + number(2, 2) +
           number(16, 2) + "data" + number(bytes, 4) + std::string(bytes, sample);
}

}  // namespace otk::test
