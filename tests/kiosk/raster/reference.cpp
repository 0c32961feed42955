#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

#include "tests/kiosk/raster/canvas.h"

namespace otk::test {
namespace {

using Channels = std::array<double, 4>;  // red, green, blue, alpha, 0–1

Channels texel(const kiosk::raster::Texture& texture, int x, int y) {
    x = std::clamp(x, 0, texture.width - 1);
    y = std::clamp(y, 0, texture.height - 1);
    const auto at = static_cast<std::size_t>(y) * static_cast<std::size_t>(texture.width) +
                    static_cast<std::size_t>(x);
    if (texture.format == kiosk::raster::Texture::Format::Alpha8) {
        return {1, 1, 1, texture.pixels[at] / 255.0};
    }
    const std::uint8_t* p = texture.pixels + at * 4;
    return {p[0] / 255.0, p[1] / 255.0, p[2] / 255.0, p[3] / 255.0};
}

Channels sample(const kiosk::raster::Texture* texture, double u, double v) {
    if (texture == nullptr) return {1, 1, 1, 1};
    const double x = u * texture->width - 0.5;
    const double y = v * texture->height - 0.5;
    const int column = static_cast<int>(std::floor(x));
    const int row = static_cast<int>(std::floor(y));
    Channels sum{};
    for (int dy = 0; dy < 2; ++dy) {
        for (int dx = 0; dx < 2; ++dx) {
            const double weight =
                (dx == 1 ? x - column : 1 - (x - column)) * (dy == 1 ? y - row : 1 - (y - row));
            const Channels one = texel(*texture, column + dx, row + dy);
            for (std::size_t c = 0; c < 4; ++c)
                sum[c] += one[c] * weight;
        }
    }
    return sum;
}

struct Point {
    double x;
    double y;
};

Point snapped(const ImVec2& at) {
    return {std::round(static_cast<double>(at.x) * 256) / 256,
        std::round(static_cast<double>(at.y) * 256) / 256};
}

double cross(const Point& a, const Point& b, const Point& p) {
    return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

bool owns(const Point& a, const Point& b, double edge) {
    if (edge != 0) return edge > 0;
    return b.y < a.y || (b.y == a.y && b.x > a.x);
}

void paint_pixel(std::uint32_t& pixel, const Channels& colour) {
    std::uint32_t result = 0;
    for (std::size_t c = 0; c < 3; ++c) {
        const unsigned shift = 16U - 8U * static_cast<unsigned>(c);
        const double under = ((pixel >> shift) & 0xFFU) / 255.0;
        const double mixed = colour[c] * colour[3] + under * (1 - colour[3]);
        result |= static_cast<std::uint32_t>(std::lround(mixed * 255)) << shift;
    }
    pixel = result;
}

void paint_triangle(std::array<const ImDrawVert*, 3> corners, const ImDrawCmd& command,
    const kiosk::raster::Area& area, std::vector<std::uint32_t>& pixels) {
    std::array<Point, 3> at{};
    for (std::size_t i = 0; i < 3; ++i)
        at[i] = snapped(corners[i]->pos);
    double twice = cross(at[0], at[1], at[2]);
    if (twice == 0) return;
    if (twice < 0) {
        std::swap(at[1], at[2]);
        std::swap(corners[1], corners[2]);
        twice = -twice;
    }
    for (int y = std::max(area.top, int(command.ClipRect.y));
         y < std::min(area.bottom, int(command.ClipRect.w)); ++y) {
        for (int x = std::max(area.left, int(command.ClipRect.x));
             x < std::min(area.right, int(command.ClipRect.z)); ++x) {
            const Point centre{x + 0.5, y + 0.5};
            const std::array<double, 3> edge{cross(at[1], at[2], centre),
                cross(at[2], at[0], centre), cross(at[0], at[1], centre)};
            if (!owns(at[1], at[2], edge[0]) || !owns(at[2], at[0], edge[1]) ||
                !owns(at[0], at[1], edge[2])) {
                continue;
            }
            Channels colour{};
            double u = 0;
            double v = 0;
            for (std::size_t i = 0; i < 3; ++i) {
                const double share = edge[i] / twice;
                for (std::size_t c = 0; c < 4; ++c) {
                    colour[c] += share * ((corners[i]->col >> (8U * c)) & 0xFFU) / 255.0;
                }
                u += share * static_cast<double>(corners[i]->uv.x);
                v += share * static_cast<double>(corners[i]->uv.y);
            }
            const Channels tinted =
                sample(static_cast<const kiosk::raster::Texture*>(command.GetTexID()), u, v);
            for (std::size_t c = 0; c < 4; ++c)
                colour[c] *= tinted[c];
            paint_pixel(
                pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(area.width()) +
                       static_cast<std::size_t>(x)],
                colour);
        }
    }
}

}  // namespace

std::vector<std::uint32_t> paint_by_reference(
    const ImDrawList& list, const kiosk::raster::Area& area, std::uint32_t ground) {
    std::vector<std::uint32_t> pixels(static_cast<std::size_t>(area.size()), ground);
    for (const ImDrawCmd& command : list.CmdBuffer) {
        for (unsigned i = 0; i + 3 <= command.ElemCount; i += 3) {
            std::array<const ImDrawVert*, 3> corners{};
            for (unsigned c = 0; c < 3; ++c) {
                const ImDrawIdx index = list.IdxBuffer[static_cast<int>(command.IdxOffset + i + c)];
                corners[c] = &list.VtxBuffer[static_cast<int>(command.VtxOffset + index)];
            }
            paint_triangle(corners, command, area, pixels);
        }
    }
    return pixels;
}

int largest_difference(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    int largest = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (unsigned shift = 0; shift < 24; shift += 8) {
            largest = std::max(largest, std::abs(static_cast<int>((a[i] >> shift) & 0xFFU) -
                                                 static_cast<int>((b[i] >> shift) & 0xFFU)));
        }
    }
    return largest;
}

}  // namespace otk::test
