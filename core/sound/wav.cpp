#include "core/sound/wav.h"

#include <cstdint>

#include "core/base/format.h"

namespace otk::sound {
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
            return rate ? std::optional(WavHeader{*rate, at, size}) : std::nullopt;
        }
        if (size > bytes.size() - at) return std::nullopt;
        if (name == "fmt " && size >= format_bytes) rate = rate_in(bytes.substr(at, size));
        at += size + size % 2;
    }
    return std::nullopt;
}

Result<Wav> read_wav(std::string_view file) {
    const std::optional<WavHeader> header = read_wav_header(file);
    if (!header) {
        return fail(ErrorKind::InvalidInput,
            "no WAV file with one channel of 16 bits (PCM) and 8000 to 48000 Hz");
    }
    const std::string_view there = file.substr(header->begin);
    if (header->length == 0 || header->length % 2 != 0 || header->length > there.size()) {
        return fail(
            ErrorKind::InvalidInput, format("its header says {} bytes of sound, there are {}",
                                         header->length, there.size()));
    }
    return Wav{header->rate_hz, there.substr(0, header->length)};
}

}  // namespace otk::sound
