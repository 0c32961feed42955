#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace otk::kiosk::look {

struct Point {
    float x = 0;
    float y = 0;
};

/// A stroke or outline as lines between points, on the grid of its drawing (faces: 100 × 100,
/// icons: 24 × 24).
struct Polyline {
    std::vector<Point> points;
    bool closed = false;
};

/// Reads our own tables of drawings: SVG's absolute path commands M L H V C Z. Curves become
/// `steps` lines. A new polyline begins at every sharp corner, so that strokes can have round
/// joins: `corners` says whether to cut there. Asserts on anything else: the tables are ours.
enum class Corners { Cut, Keep };
std::vector<Polyline> parse_path(std::string_view path, int steps, Corners corners);

/// The lines as a pen has drawn them after so much (0–1) of their whole length; the last one ends
/// within a straight piece. Empty at 0.
std::vector<Polyline> beginning_of(const std::vector<Polyline>& lines, float part);

}  // namespace otk::kiosk::look
