#include "kiosk/raster/fan.h"

#include <algorithm>

#include "core/base/assert.h"

namespace otk::kiosk::raster {
namespace {

constexpr std::int64_t one = 256;
constexpr std::int64_t half = one / 2;

std::int64_t floor_div(std::int64_t a, std::int64_t b) {
    const std::int64_t quotient = a / b;
    return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

/// The first pixel whose centre is at or past a position.
int first_pixel(std::int64_t position) {
    return static_cast<int>((position + half - 1) >> 8U);
}

/// The nearest whole number, halves away from zero: std::llround without its call.
std::int32_t nearest(double value) {
    return static_cast<std::int32_t>(value + (value < 0 ? -0.5 : 0.5));
}

std::int32_t to_fixed(float value) {
    // A wild coordinate must not overflow the products below: 2^20 pixels are enough for a panel.
    constexpr float limit = 1 << 20U;
    return nearest(static_cast<double>(std::clamp(value, -limit, limit)) * one);
}

}  // namespace

Fan::Point Fan::fixed(const Corner& corner) {
    return {to_fixed(corner.x), to_fixed(corner.y)};
}

std::int64_t Fan::turn(const Point& a, const Point& b, const Point& c) {
    const auto between = [](std::int32_t from, std::int32_t to) {
        return static_cast<std::int64_t>(to) - from;
    };
    return between(a.x, b.x) * between(a.y, c.y) - between(a.y, b.y) * between(a.x, c.x);
}

Fan::Fan(const Corner& a, const Corner& b, const Corner& c) {
    m_points[0] = fixed(a);
    m_points[1] = fixed(b);
    m_points[2] = fixed(c);
    m_turn = turn(m_points[0], m_points[1], m_points[2]);
}

bool Fan::add(const Corner& corner) {
    if (m_count == corners_max) return false;
    const Point point = fixed(corner);
    const std::int64_t next = turn(m_points[0], m_points[m_count - 1], point);
    if (next == 0 || m_turn == 0 || (next < 0) != (m_turn < 0)) return false;
    m_points[m_count++] = point;
    return true;
}

/// All triangles turn the same way, so what is wound round twice, or lies in two pieces, goes down
/// and up again more than once.
bool Fan::is_whole() const {
    int first = 0;
    int last = 0;
    int changes = 0;
    for (std::size_t at = 0; at < m_count; ++at) {
        const std::int32_t from = m_points[at].y;
        const std::int32_t to = m_points[at + 1 == m_count ? 0 : at + 1].y;
        if (from == to) continue;
        const int way = from < to ? 1 : -1;
        if (first == 0) first = way;
        changes += last != 0 && way != last ? 1 : 0;
        last = way;
    }
    return changes + (first != last ? 1 : 0) <= 2;
}

Area Fan::area() const {
    Point least = m_points[0];
    Point most = m_points[0];
    for (std::size_t at = 1; at < m_count; ++at) {
        const Point& point = m_points[at];
        least = {std::min(least.x, point.x), std::min(least.y, point.y)};
        most = {std::max(most.x, point.x), std::max(most.y, point.y)};
    }
    return {first_pixel(least.x), first_pixel(least.y), first_pixel(most.x) + 1,
        first_pixel(most.y) + 1};
}

Fan::Rows::Rows(const Fan& fan, int y) : m_fan(fan), m_centre(y * one + half) {
    OTK_ASSERT(!fan.is_empty());
    std::size_t top = 0;
    for (std::size_t at = 1; at < fan.m_count; ++at) {
        if (fan.m_points[at].y < fan.m_points[top].y) top = at;
    }
    m_top = fan.m_points[top].y;
    m_left.to = m_right.to = top;
    m_left.bottom = m_right.bottom = m_top;
    m_right.is_forward = fan.m_turn > 0;
    m_left.is_forward = !m_right.is_forward;
    if (m_centre < m_top) return;
    enter(m_left);
    enter(m_right);
}

/// The edge of the side that the row crosses.
void Fan::Rows::enter(Side& side) const {
    Point from{};
    Point to = m_fan.m_points[side.to];
    do {
        from = to;
        const std::size_t before = side.is_forward ? m_fan.m_count - 1 : 0;
        const std::size_t after = side.is_forward ? side.to + 1 : side.to - 1;
        side.to = side.to == before ? m_fan.m_count - 1 - before : after;
        to = m_fan.m_points[side.to];
        side.is_over = to.y < from.y;  // up again
        if (side.is_over) return;
    } while (to.y <= m_centre);
    side.bottom = to.y;
    // A left edge's own pixels are inside and a right one's outside: both begin at the first centre
    // that is not left of it, the column ⌈(x − half) ÷ one⌉.
    const std::int64_t dx = static_cast<std::int64_t>(to.x) - from.x;
    const std::int64_t dy = static_cast<std::int64_t>(to.y) - from.y;
    side.height = dy * one;
    const std::int64_t numerator =
        (from.x - half) * dy + dx * (m_centre - from.y) + side.height - 1;
    side.column = floor_div(numerator, side.height);
    side.rest = numerator - side.column * side.height;
    // A row further the numerator has grown by dx · one.
    side.column_step = floor_div(dx, dy);
    side.rest_step = (dx - side.column_step * dy) * one;
}

Fan::Span Fan::Rows::span() const {
    if (m_centre < m_top || m_left.is_over || m_right.is_over) return {0, 0};
    return {static_cast<int>(m_left.column), static_cast<int>(m_right.column)};
}

void Fan::Rows::next() {
    m_centre += one;
    if (m_centre < m_top) return;
    follow(m_left);
    follow(m_right);
}

void Fan::Rows::follow(Side& side) const {
    if (side.is_over) return;
    if (side.bottom <= m_centre) return enter(side);
    side.column += side.column_step;
    side.rest += side.rest_step;
    if (side.rest < side.height) return;
    side.rest -= side.height;
    ++side.column;
}

}  // namespace otk::kiosk::raster
