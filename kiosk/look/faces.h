#pragma once

#include <array>
#include <vector>

#include "kiosk/look/vector_path.h"

namespace otk::kiosk::look {

/// The five faces on a 100 × 100 grid: circle at (50, 50) of radius 46 with an outline of 4, strokes
/// of 6 with round ends. Marks go from 1 (very poor) to 5 (excellent).
struct Face {
    struct Eye {
        float x, y, radius_x, radius_y;
    };
    std::vector<Eye> eyes;
    std::vector<Polyline> strokes;  ///< brows, closed eyes, mouth
    std::vector<Polyline> mouth;    ///< filled with ink, convex
    std::vector<Polyline> tongue;   ///< filled, convex
};

constexpr float face_radius = 46;
constexpr float face_outline = 4;
constexpr float face_stroke = 6;
constexpr float face_mouth_round = 3;  ///< stroke that rounds the open mouth's corners
constexpr unsigned face_tongue = 0xFF9E8F;

/// Asserts 1 ≤ mark ≤ 5.
const Face& face_of(int mark);

}  // namespace otk::kiosk::look
