#include "kiosk/look/shrink.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "core/base/assert.h"

namespace otk::kiosk::look {
namespace {

/// Sums of what lies under one pixel of the smaller picture.
struct Sum {
    std::array<double, 3> colours{};
    double weights = 0;
    double alpha = 0;
    double area = 0;

    void add(const std::uint8_t* rgba, double share) {
        // A hair of weight even for what cannot be seen: its colour shows where a rim is smoothed.
        const double weight = share * (rgba[3] + 0.01);
        for (std::size_t channel = 0; channel < colours.size(); ++channel) {
            colours[channel] += weight * rgba[channel];
        }
        weights += weight;
        alpha += share * rgba[3];
        area += share;
    }

    void put(std::uint8_t* rgba) const {
        for (std::size_t channel = 0; channel < colours.size(); ++channel) {
            rgba[channel] = static_cast<std::uint8_t>(std::lround(colours[channel] / weights));
        }
        rgba[3] = static_cast<std::uint8_t>(std::lround(alpha / area));
    }
};

/// How much of the unit cell [at, at + 1) lies between two positions.
double share_of(int at, double from, double to) {
    return std::max(0.0, std::min(to, at + 1.0) - std::max(from, static_cast<double>(at)));
}

std::size_t offset(const image::Rgba& picture, int row, int column) {
    return (static_cast<std::size_t>(row) * static_cast<std::size_t>(picture.width) +
               static_cast<std::size_t>(column)) *
           4;
}

}  // namespace

image::Rgba shrunk(const image::Rgba& picture, int width, int height) {
    OTK_ASSERT(width >= 1 && height >= 1 && picture.width > 0 && picture.height > 0);
    image::Rgba small{width, height, {}};
    small.pixels.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
    const double step_x = static_cast<double>(picture.width) / width;
    const double step_y = static_cast<double>(picture.height) / height;
    std::uint8_t* into = small.pixels.data();
    for (int y = 0; y < height; ++y) {
        const double top = y * step_y;
        const double bottom = std::min<double>(top + step_y, picture.height);
        for (int x = 0; x < width; ++x, into += 4) {
            const double left = x * step_x;
            const double right = std::min<double>(left + step_x, picture.width);
            Sum sum;
            for (int row = static_cast<int>(top); row < bottom; ++row) {
                for (int column = static_cast<int>(left); column < right; ++column) {
                    const double share = share_of(row, top, bottom) * share_of(column, left, right);
                    sum.add(picture.pixels.data() + offset(picture, row, column), share);
                }
            }
            sum.put(into);
        }
    }
    return small;
}

}  // namespace otk::kiosk::look
