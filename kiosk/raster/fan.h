#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "kiosk/raster/surface.h"

namespace otk::kiosk::raster {

/// Which pixels of a row a fan of triangles covers (pixel centres, top-left rule), exactly: fans
/// that share an edge leave no gap and paint no pixel twice. Corners are rounded to 1/256 pixel.
///
/// A fan is triangles (0, 1, 2), (0, 2, 3), …; one triangle is the smallest. Here it covers each
/// row in one piece and no point twice, as the fan of a convex outline does; add() and is_whole()
/// hold it to that.
class Fan {
  public:
    struct Corner {
        float x;
        float y;
    };
    static constexpr std::size_t corners_max = 128;

    /// The first triangle, its corners in any order.
    Fan(const Corner& a, const Corner& b, const Corner& c);

    /// The next triangle's corner. False: it is not the fan's, which stays as it was: it turns the
    /// other way, it has no area, or the fan is full.
    bool add(const Corner& corner);

    /// True if no row is covered in two pieces.
    bool is_whole() const;

    /// True if the first triangle has no area, nor has the fan then.
    bool is_empty() const { return m_turn == 0; }
    /// The rectangle around all its pixels.
    Area area() const;

    struct Span {
        int left;
        int right;  ///< first one outside
    };
    class Rows;

  private:
    /// In 1/256 pixel.
    struct Point {
        std::int32_t x;
        std::int32_t y;
    };
    static Point fixed(const Corner& corner);
    static std::int64_t turn(const Point& a, const Point& b, const Point& c);

    std::array<Point, corners_max> m_points;
    std::size_t m_count = 3;
    std::int64_t m_turn;  ///< twice the first triangle's area; below zero: counter-clockwise
};

/// A whole fan's rows, one after another; the fan outlives it. Along an edge nothing is divided.
class Fan::Rows {
  public:
    /// Begins with row y.
    Rows(const Fan& fan, int y);

    /// Pixels of the row; empty when left >= right. Not clipped.
    Span span() const;
    void next();

  private:
    /// One side's edge that the row crosses, and where its pixels begin in the row.
    struct Side {
        bool is_forward = true;   ///< its outline goes down in the corners' order
        bool is_over = false;     ///< the row lies below its last edge
        std::size_t to = 0;       ///< the edge's lower corner
        std::int32_t bottom = 0;  ///< of the edge
        std::int64_t column = 0;
        std::int64_t rest = 0;  ///< of the column's division, below `height`
        std::int64_t column_step = 0;
        std::int64_t rest_step = 0;
        std::int64_t height = 1;
    };

    void enter(Side& side) const;
    void follow(Side& side) const;

    const Fan& m_fan;
    std::int64_t m_centre;  ///< of the row, in 1/256 pixel
    std::int32_t m_top;
    Side m_left;
    Side m_right;
};

}  // namespace otk::kiosk::raster
