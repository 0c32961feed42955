#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "kiosk/raster/blend.h"

namespace otk::kiosk::raster {

// Runs of pixels. They go by eight channels of 16 bits at once, which hold all that comes up; of
// the same loop over 32-bit pixels the compilers make no vectors, since SSE2 does not multiply
// these.

using Bytes16 = std::uint8_t __attribute__((vector_size(16)));
using Words4 = std::uint32_t __attribute__((vector_size(16)));
using Channels8 = std::uint16_t __attribute__((vector_size(16)));

/// The channels of pixels 0 and 1, of 2 and 3.
struct FourPixels {
    Channels8 low;
    Channels8 high;
};

/// `from`: 16 bytes. In memory a pixel is blue, green, red, X: on a little-endian machine.
inline FourPixels load_four(const void* from) {
    Bytes16 bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    const Bytes16 none{};
    return {reinterpret_cast<Channels8>(__builtin_shufflevector(
                bytes, none, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)),
        reinterpret_cast<Channels8>(__builtin_shufflevector(
            bytes, none, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31))};
}

/// Pixels that something is to be laid over: their X does not shine through.
inline FourPixels load_under(const std::uint32_t* pixels) {
    FourPixels under = load_four(pixels);
    constexpr std::uint16_t all = 0xFFFF;
    const Channels8 without_x{all, all, all, 0, all, all, all, 0};
    under.low &= without_x;
    under.high &= without_x;
    return under;
}

/// Channels of at most 255, to 16 bytes.
inline void store_four(void* to, const FourPixels& four) {
    const Bytes16 bytes = __builtin_shufflevector(reinterpret_cast<Bytes16>(four.low),
        reinterpret_cast<Bytes16>(four.high), 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28,
        30);
    std::memcpy(to, &bytes, sizeof bytes);
}

/// (x·a + y·(255−a))/255 as mix_pair rounds it.
inline Channels8 mix_channels(Channels8 x, Channels8 y, Channels8 alpha) {
    Channels8 sum = x * alpha + y * (255 - alpha) + 128;
    sum += sum >> 8;
    return sum >> 8;
}

/// Four pixels' alphas (the first in the lowest byte), thinned, at each of their channels.
inline FourPixels alphas_of(std::uint32_t alphas, Channels8 thinned) {
    const Words4 all{alphas, 0, 0, 0};
    const Bytes16 none{};
    // In steps that are one instruction each.
    const auto wide =
        reinterpret_cast<Channels8>(__builtin_shufflevector(reinterpret_cast<Bytes16>(all), none, 0,
            16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
    const Channels8 own = mix_channels(wide, Channels8{}, thinned);
    const auto twice =
        reinterpret_cast<Words4>(__builtin_shufflevector(own, own, 0, 8, 1, 9, 2, 10, 3, 11));
    return {reinterpret_cast<Channels8>(__builtin_shufflevector(twice, twice, 0, 0, 1, 1)),
        reinterpret_cast<Channels8>(__builtin_shufflevector(twice, twice, 2, 2, 3, 3))};
}

/// One colour's channels, twice; X is 0.
inline Channels8 channels_of(std::uint32_t rgb) {
    const auto blue = static_cast<std::uint16_t>(rgb & 0xFFU);
    const auto green = static_cast<std::uint16_t>((rgb >> 8U) & 0xFFU);
    const auto red = static_cast<std::uint16_t>((rgb >> 16U) & 0xFFU);
    return Channels8{blue, green, red, 0, blue, green, red, 0};
}

/// Of `count` alphas: (x·share + y·(255−share))/255, as mix_pair rounds it.
inline void mix_alphas(std::uint8_t* mixed, const std::uint8_t* x, const std::uint8_t* y,
    std::size_t count, std::uint32_t share) {
    const Channels8 of_x = Channels8{} + static_cast<std::uint16_t>(share);
    std::size_t at = 0;
    for (; at + 16 <= count; at += 16) {
        const FourPixels one = load_four(x + at);
        const FourPixels two = load_four(y + at);
        store_four(mixed + at,
            {mix_channels(one.low, two.low, of_x), mix_channels(one.high, two.high, of_x)});
    }
    for (; at < count; ++at)
        mixed[at] = mix_one(x[at], y[at], share);
}

/// `count` pixels of one colour over what is there.
inline void blend_span(std::uint32_t* pixels, int count, const Colour& colour) {
    if (colour.alpha == 255) {
        for (int index = 0; index < count; ++index)
            pixels[index] = colour.rgb;
        return;
    }
    const Channels8 ink = channels_of(colour.rgb);
    const Channels8 alpha = Channels8{} + static_cast<std::uint16_t>(colour.alpha);
    int index = 0;
    for (; index + 4 <= count; index += 4) {
        const FourPixels under = load_under(pixels + index);
        store_four(pixels + index,
            {mix_channels(ink, under.low, alpha), mix_channels(ink, under.high, alpha)});
    }
    for (; index < count; ++index)
        pixels[index] = blend(colour.rgb, colour.alpha, pixels[index]);
}

/// One colour over `count` pixels, thinned by an alpha for each of them.
inline void blend_alphas(
    std::uint32_t* pixels, const std::uint8_t* alphas, int count, const Colour& colour) {
    const auto blend_one = [&](int index) {
        const std::uint32_t alpha = multiply_255(alphas[index], colour.alpha);
        if (alpha == 0) return;
        pixels[index] = alpha == 255 ? colour.rgb : blend(colour.rgb, alpha, pixels[index]);
    };
    const Channels8 ink = channels_of(colour.rgb);
    const Channels8 own = Channels8{} + static_cast<std::uint16_t>(colour.alpha);
    int index = 0;
    for (; index + 4 <= count; index += 4) {
        std::uint32_t four = 0;
        std::memcpy(&four, alphas + index, sizeof four);
        if (four == 0) continue;
        if (four == 0xFFFFFFFFU && colour.alpha == 255) {
            for (int at = 0; at < 4; ++at)
                pixels[index + at] = colour.rgb;
            continue;
        }
        const FourPixels thin = alphas_of(four, own);
        const FourPixels under = load_under(pixels + index);
        store_four(pixels + index,
            {mix_channels(ink, under.low, thin.low), mix_channels(ink, under.high, thin.high)});
    }
    for (; index < count; ++index)
        blend_one(index);
}

}  // namespace otk::kiosk::raster
