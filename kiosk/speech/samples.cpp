#include "kiosk/speech/samples.h"

#include <algorithm>
#include <cmath>

namespace otk::kiosk::speech {

float gain_of(int step) {
    const int below = volume_steps - std::clamp(step, 1, volume_steps);
    return std::pow(10.0F, -6.0F * static_cast<float>(below) / 20.0F);
}

void apply_gain(Samples& samples, float gain) {
    for (std::int16_t& sample : samples) {
        const float scaled = std::clamp(static_cast<float>(sample) * gain, -32768.0F, 32767.0F);
        sample = static_cast<std::int16_t>(std::lround(scaled));
    }
}

Samples samples_of(std::string_view bytes) {
    Samples samples;
    samples.reserve(bytes.size() / 2);
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        const auto low = static_cast<unsigned char>(bytes[at]);
        const auto high = static_cast<unsigned char>(bytes[at + 1]);
        samples.push_back(static_cast<std::int16_t>(low | high << 8));
    }
    return samples;
}

}  // namespace otk::kiosk::speech
