#include "kiosk/look/vector_path.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "core/base/assert.h"

namespace otk::kiosk::look {
namespace {

float distance(const Point& one, const Point& other) {
    return std::hypot(other.x - one.x, other.y - one.y);
}

class PathReader {
  public:
    PathReader(std::string_view path, int steps, Corners corners)
        : m_rest(path), m_steps(steps), m_corners(corners) {}

    std::vector<Polyline> read() {
        char command = 0;
        while (skip_blanks(), !m_rest.empty()) {
            const char next = m_rest.front();
            if (next >= 'A' && next <= 'Z') {
                command = next;
                m_rest.remove_prefix(1);
            }
            step(command);
            if (command == 'M') command = 'L';
        }
        finish();
        return std::move(m_lines);
    }

  private:
    void skip_blanks() {
        while (!m_rest.empty() && (m_rest.front() == ' ' || m_rest.front() == ',')) {
            m_rest.remove_prefix(1);
        }
    }

    float number() {
        skip_blanks();
        float value = 0;
        const auto [end, error] =
            std::from_chars(m_rest.data(), m_rest.data() + m_rest.size(), value);
        OTK_ASSERT(error == std::errc());
        m_rest.remove_prefix(static_cast<std::size_t>(end - m_rest.data()));
        return value;
    }

    Point point() {
        const float x = number();
        return {x, number()};
    }

    void step(char command) {
        switch (command) {
            case 'M':
                finish();
                m_pen = m_start = point();
                m_current.points.push_back(m_pen);
                return;
            case 'L':
                line_to(point());
                return;
            case 'H':
                line_to({number(), m_pen.y});
                return;
            case 'V':
                line_to({m_pen.x, number()});
                return;
            case 'C': {
                const Point one = point();
                const Point two = point();
                curve_to(one, two, point());
                return;
            }
            case 'Z':
                close();
                return;
            default:
                OTK_UNREACHABLE();
        }
    }

    void turn_into(Point direction) {
        if (m_corners == Corners::Keep || m_current.points.size() < 2) return;
        const Point last = m_current.points.back();
        const Point before = m_current.points[m_current.points.size() - 2];
        const float ax = last.x - before.x;
        const float ay = last.y - before.y;
        const float dot = ax * direction.x + ay * direction.y;
        const float lengths = std::hypot(ax, ay) * std::hypot(direction.x, direction.y);
        if (lengths == 0.0F || dot > 0.94F * lengths)
            return;  // under 20°: the stroke bends by itself
        m_lines.push_back(m_current);
        m_current.points.assign(1, last);
    }

    void line_to(Point to) {
        turn_into({to.x - m_pen.x, to.y - m_pen.y});
        m_current.points.push_back(to);
        m_pen = to;
    }

    void curve_to(Point one, Point two, Point to) {
        turn_into({one.x - m_pen.x, one.y - m_pen.y});
        const Point from = m_pen;
        for (int at = 1; at <= m_steps; ++at) {
            const float t = static_cast<float>(at) / static_cast<float>(m_steps);
            const float s = 1 - t;
            m_current.points.push_back({s * s * s * from.x + 3 * s * s * t * one.x +
                                            3 * s * t * t * two.x + t * t * t * to.x,
                s * s * s * from.y + 3 * s * s * t * one.y + 3 * s * t * t * two.y +
                    t * t * t * to.y});
        }
        m_pen = to;
    }

    void close() {
        const bool is_open = m_pen.x != m_start.x || m_pen.y != m_start.y;
        if (m_corners == Corners::Cut) {
            if (is_open) line_to(m_start);
        } else {
            if (!is_open) m_current.points.pop_back();
            m_current.closed = true;
        }
        m_pen = m_start;
        finish();
    }

    void finish() {
        if (m_current.points.size() > 1) m_lines.push_back(m_current);
        m_current = {};
    }

    std::string_view m_rest;
    int m_steps;
    Corners m_corners;
    Point m_pen;
    Point m_start;
    Polyline m_current;
    std::vector<Polyline> m_lines;
};

}  // namespace

std::vector<Polyline> parse_path(std::string_view path, int steps, Corners corners) {
    return PathReader(path, steps, corners).read();
}

std::vector<Polyline> beginning_of(const std::vector<Polyline>& lines, float part) {
    float left = 0;
    for (const Polyline& line : lines) {
        for (std::size_t at = 1; at < line.points.size(); ++at) {
            left += distance(line.points[at - 1], line.points[at]);
        }
    }
    left *= std::clamp(part, 0.0F, 1.0F);
    std::vector<Polyline> drawn;
    for (const Polyline& line : lines) {
        if (left <= 0) break;
        Polyline begun{.points = {line.points.front()}, .closed = false};
        for (std::size_t at = 1; at < line.points.size() && left > 0; ++at) {
            const Point& from = line.points[at - 1];
            const Point& to = line.points[at];
            const float length = distance(from, to);
            const float share = length > left ? left / length : 1;
            begun.points.push_back(
                {from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
            left -= length;
        }
        drawn.push_back(std::move(begun));
    }
    return drawn;
}

}  // namespace otk::kiosk::look
