#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace otk::kiosk::raster {

/// A rectangle of whole pixels; right and bottom are the first ones outside.
struct Area {
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;

    bool is_empty() const { return left >= right || top >= bottom; }
    int width() const { return right - left; }
    int height() const { return bottom - top; }
    /// Pixels; 0 if it is empty.
    std::int64_t size() const {
        return is_empty() ? 0 : static_cast<std::int64_t>(width()) * height();
    }
    friend bool operator==(const Area&, const Area&) = default;
};

inline Area intersection(const Area& a, const Area& b) {
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right),
        std::min(a.bottom, b.bottom)};
}

/// The smallest area that holds both; both must not be empty.
inline Area hull(const Area& a, const Area& b) {
    return {std::min(a.left, b.left), std::min(a.top, b.top), std::max(a.right, b.right),
        std::max(a.bottom, b.bottom)};
}

/// Pixels 0xXXRRGGBB to draw into; owned by whoever made it. X is written as 0.
struct Surface {
    std::uint32_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    int stride = 0;  ///< pixels from one row to the next

    std::uint32_t* row(int y) const { return pixels + static_cast<std::ptrdiff_t>(y) * stride; }
    Area area() const { return {0, 0, width, height}; }
};

/// What an ImTextureID of a draw list points to in this program (look::Sheet is told it).
/// The pixels belong to the maker and outlive every picture that shows them.
struct Texture {
    enum class Format {
        Alpha8,  ///< white with this alpha: the font atlas
        Rgba32,  ///< bytes red, green, blue, alpha (not multiplied): emblem, baked shadows
    };
    Format format = Format::Alpha8;
    const std::uint8_t* pixels = nullptr;
    int width = 0;
    int height = 0;
    std::uint64_t revision = 0;  ///< change it when the pixels change: the damage is found by it

    /// Rows of a band of an atlas, which divides its height.
    static constexpr int band_rows = 64;
    /// Of an atlas: how often something was painted into each band since the revision changed, 0
    /// where it is empty. Null: the whole picture changes with its revision.
    const std::uint32_t* bands = nullptr;
};

}  // namespace otk::kiosk::raster
