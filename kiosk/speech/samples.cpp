#include "kiosk/speech/samples.h"

#include <algorithm>
#include <cmath>

namespace otk::kiosk::speech {
namespace {

std::uint32_t number_at(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t number = 0;
    for (std::size_t byte = 0; byte < size; ++byte) {
        number |= static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + byte]))
                  << (8 * byte);
    }
    return number;
}

// Microsoft's WAVE format: "fmt " holds format, channels, rate, bytes a second, block, bits.
constexpr std::size_t chunk_header = 8;
constexpr std::size_t format_bytes = 16;
constexpr std::uint32_t pcm = 1;

std::optional<int> rate_in(std::string_view format) {
    const std::uint32_t rate = number_at(format, 4, 4);
    const bool is_ours = number_at(format, 0, 2) == pcm && number_at(format, 2, 2) == 1 &&
                         number_at(format, 14, 2) == 16 && rate >= 8'000 && rate <= 48'000;
    return is_ours ? std::optional(static_cast<int>(rate)) : std::nullopt;
}

}  // namespace

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

std::optional<WavHeader> read_wav_header(std::string_view bytes) {
    bytes = bytes.substr(0, wav_header_bytes_max);
    if (bytes.size() < 12 || !bytes.starts_with("RIFF") || bytes.substr(8, 4) != "WAVE") {
        return std::nullopt;
    }
    std::optional<int> rate;
    std::size_t at = 12;
    while (at + chunk_header <= bytes.size()) {
        const std::string_view name = bytes.substr(at, 4);
        const std::size_t size = number_at(bytes, at + 4, 4);
        at += chunk_header;
        if (name == "data") {
            return rate ? std::optional(WavHeader{*rate, at}) : std::nullopt;
        }
        if (size > bytes.size() - at) return std::nullopt;
        if (name == "fmt " && size >= format_bytes) rate = rate_in(bytes.substr(at, size));
        at += size + size % 2;
    }
    return std::nullopt;
}

Samples samples_of(std::string_view bytes) {
    Samples samples;
    samples.reserve(bytes.size() / 2);
    for (std::size_t at = 0; at + 1 < bytes.size(); at += 2) {
        samples.push_back(static_cast<std::int16_t>(number_at(bytes, at, 2)));
    }
    return samples;
}

}  // namespace otk::kiosk::speech
