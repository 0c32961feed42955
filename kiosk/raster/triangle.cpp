#include "kiosk/raster/triangle.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace otk::kiosk::raster {
namespace {

constexpr std::int64_t one = 256;
constexpr std::int64_t half = one / 2;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    const std::int64_t quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

std::int64_t ceil_div(std::int64_t a, std::int64_t b) { return -floor_div(-a, b); }

/// The first pixel whose centre is at or right of a position.
int first_pixel(std::int64_t position) { return static_cast<int>(ceil_div(position - half, one)); }

std::int64_t to_fixed(float value) {
    // A wild coordinate must not overflow the products below: 2^20 pixels are enough for a panel.
    constexpr float limit = 1 << 20U;
    return std::llround(std::clamp(value, -limit, limit) * static_cast<float>(one));
}

}  // namespace

TriangleRows::TriangleRows(const Corner& a, const Corner& b, const Corner& c) {
    const auto fixed = [](const Corner& corner) {
        return std::pair(to_fixed(corner.x), to_fixed(corner.y));
    };
    std::array<std::pair<std::int64_t, std::int64_t>, 3> points{fixed(a), fixed(b), fixed(c)};
    const std::int64_t twice_area =
        (points[1].first - points[0].first) * (points[2].second - points[0].second) -
        (points[1].second - points[0].second) * (points[2].first - points[0].first);
    if (twice_area == 0) return;
    if (twice_area < 0) std::swap(points[1], points[2]);
    for (std::size_t index = 0; index < 3; ++index) {
        const auto& from = points[index];
        const auto& to = points[(index + 1) % 3];
        Edge& edge = m_edges[index];
        edge = {from.first, from.second, to.first - from.first, to.second - from.second, 0};
        const bool is_ours = edge.dy < 0 || (edge.dy == 0 && edge.dx > 0);
        edge.least = is_ours ? 0 : 1;
    }
    const auto [left, right] =
        std::minmax({points[0].first, points[1].first, points[2].first});
    const auto [top, bottom] =
        std::minmax({points[0].second, points[1].second, points[2].second});
    m_area = {first_pixel(left), first_pixel(top), first_pixel(right) + 1, first_pixel(bottom) + 1};
    m_is_empty = false;
}

TriangleRows::Span TriangleRows::row(int y) const {
    const std::int64_t centre_y = y * one + half;
    Span span{m_area.left, m_area.right};
    for (const Edge& edge : m_edges) {
        // Inside where dx·(y − y0) − dy·(x − x0) ≥ least.
        const std::int64_t rest = edge.dx * (centre_y - edge.y) - edge.least;
        if (edge.dy == 0) {
            if (rest < 0) return {0, 0};
        } else if (edge.dy < 0) {
            span.left = std::max(span.left, first_pixel(edge.x + ceil_div(-rest, -edge.dy)));
        } else {
            // The first centre that is outside lies 1/256 past the last position inside.
            span.right = std::min(span.right, first_pixel(edge.x + floor_div(rest, edge.dy) + 1));
        }
    }
    return span;
}

}  // namespace otk::kiosk::raster
