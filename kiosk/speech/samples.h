#pragma once

#include <cstdint>
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

/// Little-endian; an odd last byte is left out.
Samples samples_of(std::string_view bytes);

}  // namespace otk::kiosk::speech
