#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace otk::kiosk::look {

/// One row of a page, or one column of a row.
struct Track {
    float least = 0;
    float weight = 0;     ///< its share of what is free; 0: exactly `least`
    float most = 1.0e9F;  ///< where it stops growing
    float basis = 0;      ///< what it has before sharing (weighted tracks only)
};

struct Span {
    float begin = 0;
    float length = 0;
    float end() const { return begin + length; }
};

/// Lays tracks one after the other from `begin`. Weighted tracks share the length by weight on top of
/// their basis, none under its least or over its most. If even the least lengths do not fit, all
/// shrink alike and `fits` (if given) becomes false. Any unit.
std::vector<Span> divide(
    float begin, float length, std::span<const Track> tracks, bool* fits = nullptr);

/// `count` equal spans with gaps.
std::vector<Span> share(float begin, float length, std::size_t count, float gap);

}  // namespace otk::kiosk::look
