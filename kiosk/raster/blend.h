#pragma once

#include <cstdint>

namespace otk::kiosk::raster {

/// A colour as the surface holds it (0x00RRGGBB) and its alpha 0–255.
struct Colour {
    std::uint32_t rgb = 0;
    std::uint32_t alpha = 0;

    friend bool operator==(const Colour&, const Colour&) = default;
};

/// The nearest whole number, from 0 to what 24 bits hold exactly. std::lround is a call, for each
/// pixel.
inline std::uint32_t to_nearest(float value) {
    return static_cast<std::uint32_t>(value + 0.5F);  // NOLINT(bugprone-incorrect-roundings)
}

/// a·b/255, rounded; exact for 0–255.
inline std::uint32_t multiply_255(std::uint32_t a, std::uint32_t b) {
    const std::uint32_t product = a * b + 128;
    return (product + (product >> 8U)) >> 8U;
}

/// Two channels at once: (x·a + y·(255−a))/255 in each half, rounded. x and y are 0x00CC00CC.
inline std::uint32_t mix_pair(std::uint32_t x, std::uint32_t y, std::uint32_t alpha) {
    // Each half stays below 2^16: 255·255 + 128 + 254.
    std::uint32_t sum = x * alpha + y * (255U - alpha) + 0x00800080U;
    sum += (sum >> 8U) & 0x00FF00FFU;
    return (sum >> 8U) & 0x00FF00FFU;
}

/// One channel, as mix_pair does two.
inline std::uint8_t mix_one(std::uint8_t x, std::uint8_t y, std::uint32_t alpha) {
    std::uint32_t sum = y * 255U + alpha * (static_cast<std::uint32_t>(x) - y) + 128U;
    sum += sum >> 8U;
    return static_cast<std::uint8_t>(sum >> 8U);
}

/// `rgb` with `alpha` over the pixel `under`.
inline std::uint32_t blend(std::uint32_t rgb, std::uint32_t alpha, std::uint32_t under) {
    const std::uint32_t red_blue = mix_pair(rgb & 0x00FF00FFU, under & 0x00FF00FFU, alpha);
    const std::uint32_t green = mix_pair((rgb >> 8U) & 0xFFU, (under >> 8U) & 0xFFU, alpha);
    return red_blue | (green << 8U);
}

/// ImGui's packed colour (bytes red, green, blue, alpha).
inline Colour from_imgui(std::uint32_t packed) {
    return {
        ((packed & 0xFFU) << 16U) | (packed & 0xFF00U) | ((packed >> 16U) & 0xFFU), packed >> 24U};
}

/// Component-wise product of two colours: a texel and the vertex colour.
inline Colour multiply(const Colour& a, const Colour& b) {
    const std::uint32_t red = multiply_255(a.rgb >> 16U, b.rgb >> 16U);
    const std::uint32_t green = multiply_255((a.rgb >> 8U) & 0xFFU, (b.rgb >> 8U) & 0xFFU);
    const std::uint32_t blue = multiply_255(a.rgb & 0xFFU, b.rgb & 0xFFU);
    return {(red << 16U) | (green << 8U) | blue, multiply_255(a.alpha, b.alpha)};
}

}  // namespace otk::kiosk::raster
