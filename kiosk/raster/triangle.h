#pragma once

#include <array>
#include <cstdint>

#include "kiosk/raster/surface.h"

namespace otk::kiosk::raster {

/// Which pixels of a row a triangle covers (pixel centres, top-left rule), exactly: triangles that
/// share an edge leave no gap and paint no pixel twice. Corners are rounded to 1/256 pixel.
class TriangleRows {
  public:
    struct Corner {
        float x;
        float y;
    };

    /// The corners in any order.
    TriangleRows(const Corner& a, const Corner& b, const Corner& c);

    bool is_empty() const { return m_is_empty; }
    /// The rectangle around all its pixels.
    Area area() const { return m_area; }

    struct Span {
        int left;
        int right;  ///< first one outside
    };
    /// Pixels of row y; empty when left >= right. Not clipped.
    Span row(int y) const;

  private:
    struct Edge {
        std::int64_t x;
        std::int64_t y;
        std::int64_t dx;
        std::int64_t dy;
        std::int64_t least;  ///< of the edge function: 0 if the edge itself belongs to us, else 1
    };
    std::array<Edge, 3> m_edges{};
    Area m_area;
    bool m_is_empty = true;
};

}  // namespace otk::kiosk::raster
