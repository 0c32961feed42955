#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>

#include "kiosk/raster/blend.h"
#include "kiosk/raster/surface.h"

namespace otk::kiosk::raster {

/// Reads texels; coordinates outside are clamped to the edge. No texture means white.
class Sampler {
  public:
    explicit Sampler(const Texture* texture) : m_texture(texture) {}

    Colour texel(int x, int y) const {
        if (m_texture == nullptr) return {0x00FFFFFF, 255};
        const int column = std::clamp(x, 0, m_texture->width - 1);
        const int row = std::clamp(y, 0, m_texture->height - 1);
        const std::size_t at =
            static_cast<std::size_t>(row) * static_cast<std::size_t>(m_texture->width) +
            static_cast<std::size_t>(column);
        if (m_texture->format == Texture::Format::Alpha8) {
            return {0x00FFFFFF, m_texture->pixels[at]};
        }
        const std::uint8_t* rgba = m_texture->pixels + at * 4;
        return {(static_cast<std::uint32_t>(rgba[0]) << 16U) |
                    (static_cast<std::uint32_t>(rgba[1]) << 8U) | rgba[2],
            rgba[3]};
    }

    /// Bilinear; x and y in texels, 0.5 is the first texel's centre.
    Colour at(float x, float y) const {
        const float left = std::floor(x - 0.5F);
        const float top = std::floor(y - 0.5F);
        const auto column = static_cast<int>(left);
        const auto row = static_cast<int>(top);
        const std::uint32_t right_share = to_nearest((x - 0.5F - left) * 255.0F);
        const std::uint32_t low_share = to_nearest((y - 0.5F - top) * 255.0F);
        const Colour upper = mix(texel(column, row), texel(column + 1, row), right_share);
        const Colour lower = mix(texel(column, row + 1), texel(column + 1, row + 1), right_share);
        return mix(upper, lower, low_share);
    }

    float width() const { return m_texture == nullptr ? 1 : static_cast<float>(m_texture->width); }
    float height() const {
        return m_texture == nullptr ? 1 : static_cast<float>(m_texture->height);
    }

  private:
    static Colour mix(const Colour& a, const Colour& b, std::uint32_t share_of_b) {
        if (share_of_b == 0) return a;
        return {blend(b.rgb, share_of_b, a.rgb), mix_pair(b.alpha, a.alpha, share_of_b)};
    }

    const Texture* m_texture;
};

}  // namespace otk::kiosk::raster
